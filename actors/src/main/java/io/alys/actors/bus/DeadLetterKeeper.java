package io.alys.actors.bus;

import io.alys.actors.runtime.DeadLetter;
import io.alys.actors.runtime.DeadLetters;
import io.alys.actors.runtime.MonotonicClock;
import io.alys.messages.actor.DeadLetterProtocol.Letter;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.messages.actor.DeadLetterProtocol.Letters;
import io.alys.messages.actor.DeadLetterProtocol.ReplayResult;
import io.alys.messages.actor.DeadLetterProtocol.Totals;
import io.alys.messages.actor.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last letters within its limits. Many threads add to it; in a flood, a letter that is
 * only counted costs them two reads and one addition.
 */
final class DeadLetterKeeper implements DeadLetters {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int COUNT_BITS = 32;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  /**
   * A letter with its message.
   *
   * @param message null when it is too large to keep, or means nothing to anybody else
   * @param isAnswered whether it is a request and was refused, so that no other answer is owed
   */
  record Kept(Letter letter, @Nullable Object message, boolean isAnswered, int size) {

    Kept replayed() {
      var again =
          new Letter(
              letter.id(),
              letter.at(),
              letter.cause(),
              letter.sender(),
              letter.target(),
              letter.type(),
              letter.text(),
              letter.correlation(),
              letter.replays() + 1);
      return new Kept(again, message, isAnswered, size);
    }
  }

  private final DeadLetterLimits limits;
  private final MonotonicClock monotonic;
  private final InstantSource clock;
  private final long startNanos;
  private final AtomicLong ids = new AtomicLong();
  private final LongAdder counted = new LongAdder();

  /** The present second in the upper half, how many letters it brought in the lower. */
  private final AtomicLong pace = new AtomicLong();

  // The rest is guarded by this object's monitor.
  private final TreeMap<Long, Kept> letters = new TreeMap<>();
  private final Map<String, ReplayResult> orders;
  private long displaced;
  private long size;

  DeadLetterKeeper(DeadLetterLimits limits, MonotonicClock monotonic, InstantSource clock) {
    this.limits = limits;
    this.monotonic = monotonic;
    this.clock = clock;
    this.startNanos = monotonic.nanos();
    this.orders = boundedBy(limits.maxLetters());
  }

  private static Map<String, ReplayResult> boundedBy(int max) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, ReplayResult> eldest) {
        return size() > max;
      }
    };
  }

  /** Takes one from the runtime, which has refused it if it was a request. */
  @Override
  public void add(DeadLetter dead) {
    add(dead, dead.message(), dead.message() instanceof Request<?>);
  }

  /** Takes one of which nobody was told. */
  void addUnanswered(DeadLetter dead) {
    add(dead, dead.message(), false);
  }

  /** Takes one that can't be sent again. */
  void addWithoutMessage(DeadLetter dead) {
    add(dead, null, false);
  }

  private void add(DeadLetter dead, @Nullable Object message, boolean isAnswered) {
    if (!isInPace()) {
      counted.increment();
      return;
    }
    var text = textOf(dead.message());
    int most = limits.maxLetterBytes();
    var shown = text.length() <= most ? text : text.substring(0, most) + "…";
    boolean fits = message != null && text.length() <= limits.maxTextBytes();
    int length = fits ? text.length() : shown.length();
    keep(new Kept(letter(dead, shown), fits ? message : null, isAnswered, length));
  }

  private boolean isInPace() {
    long second = (monotonic.nanos() - startNanos) / NANOS_PER_SECOND;
    while (true) {
      long seen = pace.get();
      boolean sameSecond = seen >>> COUNT_BITS == second;
      if (sameSecond && (seen & COUNT_MASK) >= limits.maxPerSecond()) {
        return false;
      }
      if (pace.compareAndSet(seen, sameSecond ? seen + 1 : (second << COUNT_BITS) + 1)) {
        return true;
      }
    }
  }

  /** A message whose text can't be made must not harm whoever failed to deliver it. */
  private static String textOf(Object message) {
    try {
      return message.toString();
    } catch (RuntimeException e) {
      return "(no text: " + e + ")";
    }
  }

  private Letter letter(DeadLetter dead, String shown) {
    return new Letter(
        new LetterId(ids.incrementAndGet()),
        clock.instant().minusNanos(monotonic.nanos() - dead.atNanos()),
        dead.cause(),
        dead.sender(),
        dead.target(),
        dead.message().getClass().getSimpleName(),
        shown,
        dead.correlation(),
        0);
  }

  private synchronized void keep(Kept kept) {
    letters.put(kept.letter().id().value(), kept);
    size += kept.size();
    while (letters.size() > limits.maxLetters()
        || (size > limits.maxTextBytes() && letters.size() > 1)) {
      size -= letters.pollFirstEntry().getValue().size();
      displaced++;
    }
  }

  /** A page, the newest first. */
  synchronized Letters list(@Nullable LetterId before, int limit) {
    var older = before == null ? letters : letters.headMap(before.value(), false);
    var page = new ArrayList<Letter>();
    for (var kept : older.descendingMap().values()) {
      if (page.size() == limit) {
        return new Letters(page, page.getLast().id(), totals());
      }
      page.add(kept.letter());
    }
    return new Letters(page, null, totals());
  }

  private Totals totals() {
    return new Totals(letters.size(), displaced, counted.sum());
  }

  /** A letter, unless it was displaced. */
  synchronized Optional<Kept> find(LetterId id) {
    return Optional.ofNullable(letters.get(id.value()));
  }

  /** Counts a replay; how many it were by now. */
  synchronized int countReplay(LetterId id) {
    var kept = letters.computeIfPresent(id.value(), (_, before) -> before.replayed());
    return kept == null ? 1 : kept.letter().replays();
  }

  /** What came of an order before, if it was given before. */
  synchronized Optional<ReplayResult> resultOf(String order) {
    return Optional.ofNullable(orders.get(order));
  }

  /** Remembers what came of an order. */
  synchronized void remember(String order, ReplayResult result) {
    orders.put(order, result);
  }
}
