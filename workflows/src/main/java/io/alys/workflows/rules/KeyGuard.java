package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.SigningStore;
import io.alys.workflows.spec.RestartRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one key signs: keeps its watermark, sets a lost one anew, judges the clock, and
 * watches for a second signer (rules 2.2, 2.3, 2.9, 2.10). What it lets through is on disk. It
 * lives as long as a process signs.
 */
public final class KeyGuard {

  /**
   * The network's and the operator's constants.
   *
   * @param authorities n of the epoch
   * @param watchSlots whole slots after the start in which the key is only watched (2.10)
   * @param restart the spec's restart record, null when there is none (2.9)
   */
  public record Terms(
      Duration slotDuration, int authorities, long watchSlots, @Nullable RestartRecord restart) {

    /** How many other members make a quorum with this one. */
    int others() {
      return Quorum.of(authorities) - 1;
    }
  }

  /** Told in one sentence whenever the watermark is set otherwise than by a vote. */
  @FunctionalInterface
  public interface Notices {

    /** The watermark is {@code next}, and why. */
    void raised(Watermark next, String why);
  }

  private final BlsPublicKey key;
  private final SigningStore store;
  private final Terms terms;
  private final Notices notices;
  private final OwnVotes votes;
  private List<Duration> ahead = List.of();

  /** Whether the watermark was found rolled back while the clock was not known to be right. */
  private boolean doubtful;

  /** A guard of a process that starts in {@code start} of the local clock. */
  public KeyGuard(BlsPublicKey key, SigningStore store, Terms terms, Slot start, Notices notices) {
    this.key = key;
    this.store = store;
    this.terms = terms;
    this.notices = notices;
    this.votes = new OwnVotes(start);
  }

  /** Decides on a vote; {@link VoteDecision.Sign} when it is on disk and may be signed. */
  public VoteDecision decide(VoteRequest vote, Slot local) {
    var obstacle = obstacle(local);
    if (obstacle.isPresent()) {
      return new VoteDecision.Hold(obstacle.get());
    }
    var watermark = watermark(local);
    var decision = VoteRule.decide(watermark, vote);
    if (decision instanceof VoteDecision.Sign(var next)) {
      if (!next.equals(watermark)) {
        store.record(key, next);
      }
      votes.add(vote.slot(), vote.root());
    }
    return decision;
  }

  /** What keeps the key from signing anything at this moment. */
  public Optional<VoteObstacle> obstacle(Slot local) {
    if (!ClockOffset.maySign(ahead, terms.slotDuration())) {
      return Optional.of(VoteObstacle.CLOCK_OFF);
    }
    if (terms.watchSlots() > 0 && local.minus(votes.start()) <= terms.watchSlots()) {
      return Optional.of(VoteObstacle.WATCHING_OWN_KEY);
    }
    return needsClock() && !clockKnown()
        ? Optional.of(VoteObstacle.CLOCK_UNCHECKED)
        : Optional.empty();
  }

  /** Takes how far the connected members' clocks are ahead, in place of what was known. */
  public void clocks(List<Duration> membersAhead) {
    ahead = List.copyOf(membersAhead);
  }

  /**
   * Takes note of an approval by the key that was met outside. True when it is somebody else's:
   * then nothing may be signed any more.
   */
  public boolean isForeign(Slot slot, Hash32 root, Slot local) {
    var watermark = stored().orElse(null);
    if (watermark != null && Watermarks.isRolledBack(watermark, slot, root)) {
      raiseAbove(watermark, slot, local);
    }
    return votes.isForeign(slot, root);
  }

  /** The stored watermark; empty while a missing one is not set yet. */
  public Optional<Watermark> stored() {
    return store.watermark(key);
  }

  /** The first slot that the key may vote in. */
  public Slot firstAllowed(Slot local) {
    return stored().orElseGet(() -> Watermarks.restored(local)).slot().next();
  }

  private boolean needsClock() {
    return doubtful || stored().isEmpty();
  }

  /** Where no quorum is in sight, nothing is lost by waiting; alone, the clock is right. */
  private boolean clockKnown() {
    return ahead.size() >= terms.others() && ClockOffset.maySign(ahead, terms.slotDuration());
  }

  private void raiseAbove(Watermark watermark, Slot seen, Slot local) {
    doubtful = !clockKnown();
    var from = seen.isAbove(local) ? seen : local;
    var next = Watermarks.maximum(watermark, Watermarks.restored(from));
    store.record(key, next);
    notices.raised(next, "a signature of this key over slot " + seen + " is missing in it");
  }

  private Watermark watermark(Slot local) {
    var stored = stored();
    if (stored.isEmpty()) {
      return setMissing(local);
    }
    var watermark = restarted(stored.get());
    if (doubtful) {
      doubtful = false;
      return raiseAgain(watermark, local);
    }
    return watermark;
  }

  /**
   * A missing one is set before the first vote, so that it can never be lower later. The restart
   * record counts while its slot lies as far ahead as a restored watermark would.
   */
  private Watermark setMissing(Slot local) {
    var restored = Watermarks.restored(local);
    var restart = terms.restart();
    if (restart == null || restored.slot().isAbove(restart.slot())) {
      store.record(key, restored);
      notices.raised(restored, "there was none");
      return restored;
    }
    var next = Watermarks.restarted(restart);
    store.record(key, next);
    notices.raised(next, "there was none, and the chain spec has a restart record");
    return next;
  }

  private Watermark restarted(Watermark own) {
    var restart = terms.restart();
    if (restart == null || !restart.slot().isAbove(own.slot())) {
      return own;
    }
    var next = Watermarks.restarted(own, restart);
    store.restart(key, next);
    notices.raised(next, "the chain spec has a restart record");
    return next;
  }

  private Watermark raiseAgain(Watermark watermark, Slot local) {
    var next = Watermarks.maximum(watermark, Watermarks.restored(local));
    if (!next.slot().isAbove(watermark.slot())) {
      return watermark;
    }
    store.record(key, next);
    notices.raised(next, "it was found rolled back, and the clock is known to be right now");
    return next;
  }
}
