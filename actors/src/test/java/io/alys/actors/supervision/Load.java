package io.alys.actors.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Caller;
import io.alys.actors.supervision.Workshop.Answer;
import io.alys.actors.supervision.Workshop.Command;
import io.alys.actors.supervision.Workshop.Denied;
import io.alys.actors.supervision.Workshop.Shelve;
import io.alys.actors.supervision.Workshop.Work;
import io.alys.actors.supervision.Workshop.Worked;
import io.alys.messages.actor.Unavailable.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Senders that keep workers busy with requests, each with a deadline of its own, and the count of
 * the answers. One in some requests is of the kind that a worker takes and never answers.
 */
final class Load {

  static final int REQUESTS = 10_000;
  private static final int SENDERS = 4;
  private static final int EACH = REQUESTS / SENDERS;
  private static final int ONE_SHELVED_IN = 10;
  private static final int LONGEST_MILLIS = 200;

  /** Of the machine's time, which passes by itself; only what is lost takes longer. */
  private static final long PATIENCE_SECONDS = 20;

  /** A request that has been sent, until it is answered. */
  private record Asked(int which, long deadline, CompletableFuture<Answer> answer) {}

  private final TestTree tree;
  private final ActorRef<Answer> collector;

  /** No time passes while a request is sent, or nobody could say when its deadline is. */
  private final ReadWriteLock time = new ReentrantReadWriteLock();

  private final Semaphore tickets = new Semaphore(0);
  private final Semaphore room = new Semaphore(800); // fewer than a mailbox takes
  private final Semaphore sent = new Semaphore(0);
  private final Semaphore worked = new Semaphore(0);
  private final Queue<Asked> open = new ConcurrentLinkedQueue<>();
  private final Queue<String> early = new ConcurrentLinkedQueue<>();
  private final Map<Integer, ActorRef<Answer>> askers = new ConcurrentHashMap<>();
  private final AtomicIntegerArray answers = new AtomicIntegerArray(REQUESTS);
  private final Map<Code, AtomicLong> denied = new ConcurrentHashMap<>();
  private final Set<Integer> shelved = ConcurrentHashMap.newKeySet();
  private final List<Thread> senders = new ArrayList<>();
  private int released;

  /** Senders to the workers of those names; they wait for {@link #release}. */
  Load(TestTree tree, long seed, String... names) {
    this.tree = tree;
    this.collector = tree.kit().spawn(Behaviors.receiveMessage(this::collect));
    for (int i = 0; i < SENDERS; i++) {
      int sender = i;
      var random = new Random(seed + i);
      senders.add(Thread.ofPlatform().daemon().unstarted(() -> sendAll(sender, random, names)));
    }
    senders.forEach(Thread::start);
  }

  private void sendAll(int sender, Random random, String... names) {
    for (int number = 0; number < EACH; number++) {
      tickets.acquireUninterruptibly();
      var name = names[random.nextInt(names.length)];
      var within = Duration.ofMillis(1 + random.nextInt(LONGEST_MILLIS));
      boolean shelve = random.nextInt(ONE_SHELVED_IN) == 0;
      time.readLock().lock();
      try {
        ask(name, within, shelve ? shelve(sender, number) : new Work(sender, number, collector));
      } finally {
        time.readLock().unlock();
      }
      sent.release();
    }
  }

  private Command shelve(int sender, int number) {
    shelved.add(which(sender, number));
    return new Shelve(sender, number, collector);
  }

  /** The answer takes the way by the collector, which would see a second one. */
  private void ask(String name, Duration within, Command request) {
    int which =
        switch (request) {
          case Work work -> which(work.sender(), work.number());
          case Shelve shelve -> which(shelve.sender(), shelve.number());
          default -> throw new IllegalArgumentException(request.toString());
        };
    long deadline = tree.nanos() + within.toNanos();
    var answer =
        tree.bus()
            .address(tree.address(name))
            .<Answer>ask(
                Caller.named("load"),
                within,
                asker -> {
                  askers.put(which, asker);
                  return request;
                })
            .toCompletableFuture();
    open.add(new Asked(which, deadline, answer));
    var _ = answer.thenAccept(given -> onAnswer(given, deadline));
  }

  private static int which(int sender, int number) {
    return sender * EACH + number;
  }

  private Behavior<Answer> collect(Answer answer) {
    int which =
        switch (answer) {
          case Worked worked -> which(worked.sender(), worked.number());
          case Denied refused -> which(refused.sender(), refused.number());
        };
    answers.incrementAndGet(which);
    if (answer instanceof Denied refused) {
      count(refused);
    }
    Objects.requireNonNull(askers.get(which)).tell(answer);
    if (!shelved.contains(which)) {
      worked.release();
    }
    return Behaviors.same();
  }

  private void onAnswer(Answer answer, long deadline) {
    if (answer instanceof Denied refused && refused.why().code() == Code.TIMED_OUT) {
      count(refused);
      if (tree.nanos() < deadline) {
        early.add(refused + " before " + deadline);
      }
    }
    room.release();
  }

  private void count(Denied refused) {
    denied.computeIfAbsent(refused.why().code(), code -> new AtomicLong()).incrementAndGet();
  }

  /** Lets some more be sent; false when all have been. */
  boolean release(int requests) throws InterruptedException {
    int more = Math.min(requests, REQUESTS - released);
    assertThat(room.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    released += more;
    tickets.release(more);
    return more > 0;
  }

  /** Waits until all that may be sent has been. */
  void awaitSent() throws InterruptedException {
    assertThat(sent.tryAcquire(released, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    sent.release(released);
  }

  /** Time passes; whatever should have been answered by then is, without more of it. */
  void pass(Duration length) {
    time.writeLock().lock();
    try {
      tree.pass(length);
      long now = tree.nanos();
      open.removeIf(asked -> asked.deadline() <= now && isAnswered(asked));
    } finally {
      time.writeLock().unlock();
    }
  }

  private static boolean isAnswered(Asked asked) {
    try {
      var _ = asked.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("request " + asked.which() + " waits beyond its deadline", e);
    }
  }

  /** All were answered until their deadline, and by the actor system only once. */
  void verify() throws InterruptedException {
    awaitSent();
    pass(Duration.ofMillis(LONGEST_MILLIS));
    assertThat(open).isEmpty();
    assertThat(early).isEmpty();
    int work = REQUESTS - shelved.size();
    assertThat(worked.tryAcquire(work, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(answers.get(i)).as("answers to request %s", i).isBetween(least(i), 1);
    }
    assertThat(denied(Code.TIMED_OUT)).isPositive();
    assertThat(denied(Code.EXPIRED)).as("what nobody waits for is not worked on").isPositive();
  }

  /** The actor system answers one on the shelf only when it clears that. */
  private int least(int which) {
    return shelved.contains(which) ? 0 : 1;
  }

  private long denied(Code code) {
    var count = denied.get(code);
    return count == null ? 0 : count.get();
  }

  /** How many refusals of each kind there were. */
  Map<Code, AtomicLong> denied() {
    return denied;
  }
}
