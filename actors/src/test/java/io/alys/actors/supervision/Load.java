package io.alys.actors.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.supervision.Workshop.Answer;
import io.alys.actors.supervision.Workshop.Denied;
import io.alys.actors.supervision.Workshop.Work;
import io.alys.actors.supervision.Workshop.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Senders that keep workers busy, and the count of the answers that they get. */
final class Load {

  static final int REQUESTS = 10_000;
  private static final int SENDERS = 4;
  private static final int EACH = REQUESTS / SENDERS;

  /** Each request is to be answered within as much; only a lost answer takes longer. */
  private static final long DEADLINE_SECONDS = 20;

  private final Semaphore tickets = new Semaphore(0);
  private final Semaphore room = new Semaphore(800); // fewer than a mailbox takes
  private final Semaphore answered = new Semaphore(0);
  private final AtomicIntegerArray answers = new AtomicIntegerArray(REQUESTS);
  private final AtomicLong denied = new AtomicLong();
  private final List<Thread> senders = new ArrayList<>();
  private int released;

  /** Senders to the workers of those names; they wait for {@link #release}. */
  Load(TestTree tree, long seed, String... names) {
    ActorRef<Answer> collector = tree.kit().spawn(Behaviors.receiveMessage(this::count));
    for (int i = 0; i < SENDERS; i++) {
      int sender = i;
      var random = new Random(seed + i);
      var thread =
          Thread.ofPlatform()
              .daemon()
              .unstarted(
                  () -> {
                    for (int number = 0; number < EACH; number++) {
                      tickets.acquireUninterruptibly();
                      var name = names[random.nextInt(names.length)];
                      tree.address(name).tell(new Work(sender, number, collector));
                    }
                  });
      senders.add(thread);
    }
    senders.forEach(Thread::start);
  }

  private akka.actor.typed.Behavior<Answer> count(Answer answer) {
    int which =
        switch (answer) {
          case Worked worked -> worked.sender() * EACH + worked.number();
          case Denied refused -> {
            denied.incrementAndGet();
            yield refused.sender() * EACH + refused.number();
          }
        };
    answers.incrementAndGet(which);
    answered.release();
    room.release();
    return Behaviors.same();
  }

  /** Lets some more be sent; false when all have been. */
  boolean release(int requests) throws InterruptedException {
    int more = Math.min(requests, REQUESTS - released);
    assertThat(room.tryAcquire(more, DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    released += more;
    tickets.release(more);
    return more > 0;
  }

  /** All have got their answer, and each one only. */
  void verify() throws InterruptedException {
    assertThat(answered.tryAcquire(REQUESTS, DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(answers.get(i)).as("answers to request %s", i).isEqualTo(1);
    }
  }

  /** How many were refused. */
  long denied() {
    return denied.get();
  }
}
