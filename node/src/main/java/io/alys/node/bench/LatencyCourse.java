package io.alys.node.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tells an actor at given moments, whether or not it has handled what was sent before, and notes
 * for each message how long after its moment it was handled.
 */
final class LatencyCourse {

  private static final long INTERVAL_NANOS = 1_000_000;

  /** From here on the sending thread does not sleep: a sleep ends too late. */
  private static final long AWAKE_NANOS = 150_000;

  private static final int BULK_SENDERS = 2;
  private static final int BULK_OUTSTANDING = 64;
  private static final long BULK_NANOS = 5_000;

  private final Consumer<ToProbe> probe;
  private final List<ActorRef<ToFeeder>> feeders = new ArrayList<>();

  private sealed interface ToProbe extends ActorMessage {}

  private record Timed(long dueNanos, long sentNanos) implements ToProbe {}

  private record Finish(CompletableFuture<Readings> readings) implements ToProbe {}

  private record Filler(ActorRef<ToFeeder> from) implements ToProbe, Bulk {}

  private sealed interface ToFeeder extends ActorMessage {}

  private record Feed(boolean on) implements ToFeeder {}

  private record Fed() implements ToFeeder {}

  /**
   * What was measured.
   *
   * @param sinceDue from the moment at which each was due
   * @param sinceSent from the moment at which each was really sent
   */
  record Readings(Samples sinceDue, Samples sinceSent) {
    static Readings expecting(int count) {
      return new Readings(new Samples(count), new Samples(count));
    }

    void addAll(Readings others) {
      sinceDue.addAll(others.sinceDue);
      sinceSent.addAll(others.sinceSent);
    }
  }

  LatencyCourse(Stage stage, Transport how) throws InterruptedException {
    ActorRef<ToProbe> receiver = stage.spawn(how, "latency-probe", Behaviors.setup(Probe::new));
    probe = stage.to(how, receiver);
    for (int i = 0; i < BULK_SENDERS; i++) {
      Behavior<ToFeeder> feeder =
          Behaviors.setup(context -> new Feeder(context, stage.to(how, receiver)));
      feeders.add(stage.spawn(how, "latency-feeder-" + i, feeder));
    }
  }

  /** Keeps messages of the bulk lane waiting at the actor, or no longer. */
  void feedBulk(boolean on) {
    feeders.forEach(feeder -> feeder.tell(new Feed(on)));
  }

  Readings run(Duration time) throws InterruptedException {
    long due = System.nanoTime() + INTERVAL_NANOS;
    long end = due + time.toNanos();
    for (; due - end < 0; due += INTERVAL_NANOS) {
      awaitMoment(due);
      probe.accept(new Timed(due, System.nanoTime()));
    }
    var readings = new CompletableFuture<Readings>();
    probe.accept(new Finish(readings));
    return Stage.await(readings);
  }

  private static void awaitMoment(long due) {
    long sleep = due - System.nanoTime() - AWAKE_NANOS;
    if (sleep > 0) {
      LockSupport.parkNanos(sleep);
    }
    while (System.nanoTime() - due < 0) {
      Thread.onSpinWait();
    }
  }

  private static final class Probe extends AbstractOnMessageBehavior<ToProbe> {
    private Readings readings = Readings.expecting(1 << 12);

    Probe(ActorContext<ToProbe> context) {
      super(context);
    }

    @Override
    public Behavior<ToProbe> onMessage(ToProbe message) {
      switch (message) {
        case Timed(long due, long sent) -> {
          long now = System.nanoTime();
          readings.sinceDue().add(now - due);
          readings.sinceSent().add(now - sent);
        }
        case Finish(var wanted) -> {
          wanted.complete(readings);
          readings = Readings.expecting(1 << 12);
        }
        case Filler(var from) -> {
          Load.compute(BULK_NANOS);
          from.tell(new Fed());
        }
      }
      return this;
    }
  }

  private static final class Feeder extends AbstractOnMessageBehavior<ToFeeder> {
    private final Consumer<ToProbe> probe;
    private boolean feeding;
    private int outstanding;

    Feeder(ActorContext<ToFeeder> context, Consumer<ToProbe> probe) {
      super(context);
      this.probe = probe;
    }

    @Override
    public Behavior<ToFeeder> onMessage(ToFeeder message) {
      switch (message) {
        case Feed(boolean on) -> feeding = on;
        case Fed() -> outstanding--;
      }
      while (feeding && outstanding < BULK_OUTSTANDING) {
        probe.accept(new Filler(getContext().getSelf()));
        outstanding++;
      }
      return this;
    }
  }
}
