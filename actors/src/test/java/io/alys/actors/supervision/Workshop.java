package io.alys.actors.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Actors that work, fail and end as they are told, and write down what becomes of them. */
final class Workshop {

  /** What a worker is told. */
  sealed interface Command extends ActorMessage {}

  /** Answered at once. */
  record Work(int sender, int number, ActorRef<Answer> replyTo)
      implements Command, Request<Answer> {

    @Override
    public Answer unavailable(Unavailable why) {
      return new Denied(sender, number, why);
    }
  }

  /** Taken, and answered by the worker never. */
  record Keep(int number, ActorRef<Answer> replyTo) implements Command, Request<Answer> {

    @Override
    public Answer unavailable(Unavailable why) {
      return new Denied(-1, number, why);
    }
  }

  /** The same, without a word about it. */
  record Shelve(int sender, int number, ActorRef<Answer> replyTo)
      implements Command, Request<Answer> {

    @Override
    public Answer unavailable(Unavailable why) {
      return new Denied(sender, number, why);
    }
  }

  /** Throws. */
  record Break(String why) implements Command {}

  /** Ends the behaviour. */
  record Leave() implements Command {}

  /** Says that it serves. */
  record Announce() implements Command {}

  /** Keeps the worker's thread until the latch opens. */
  record Block(CountDownLatch until) implements Command {}

  /** Spawns a child actor that ends only when the latch opens. */
  record Employ(CountDownLatch until) implements Command {}

  /** What a worker answers. */
  sealed interface Answer {}

  /** Done, by the behaviour of that number. */
  record Worked(int sender, int number, String by, int behaviour) implements Answer {}

  /** Refused by the actor system. */
  record Denied(int sender, int number, Unavailable why) implements Answer {}

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failingStarts = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> slowStarts = new ConcurrentHashMap<>();

  /** What has happened, such as {@code "a begins"}. */
  List<String> events() {
    return events;
  }

  /** What has happened from a position on. */
  List<String> eventsFrom(int position) {
    return List.copyOf(events.subList(position, events.size()));
  }

  /** The next so many behaviours of that name fail in their start. */
  void failStarts(String name, int times) {
    failingStarts.computeIfAbsent(name, any -> new AtomicInteger()).set(times);
  }

  /** The next behaviour of that name begins, but is not done with it until the latch opens. */
  void slowStart(String name, CountDownLatch until) {
    slowStarts.put(name, until);
  }

  /** A worker of that name. */
  Behavior<Command> worker(String name) {
    return Behaviors.setup(
        context -> {
          var worker = new Worker(context, name);
          var until = slowStarts.remove(name);
          if (until != null) {
            until.await();
          }
          return worker;
        });
  }

  private final class Worker extends AbstractOnMessageBehavior<Command> {
    private final String name;
    private final int number;

    private Worker(ActorContext<Command> context, String name) {
      super(context);
      this.name = name;
      this.number = begun.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet();
      var failing = failingStarts.get(name);
      if (failing != null && failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        events.add(name + " fails to begin");
        throw new IllegalStateException("no start today");
      }
      events.add(name + " begins");
    }

    @Override
    public Behavior<Command> onMessage(Command message) throws Exception {
      switch (message) {
        case Work work ->
            work.replyTo().tell(new Worked(work.sender(), work.number(), name, number));
        case Keep _ -> events.add(name + " keeps");
        case Shelve _ -> {}
        case Break(var why) -> throw new Exception(why);
        case Leave _ -> {
          return Behaviors.stopped();
        }
        case Announce _ -> io.alys.actors.runtime.Current.announceServing();
        case Block(var until) -> until.await();
        case Employ(var until) -> getContext().spawnAnonymous(employee(until));
      }
      return this;
    }

    @Override
    public Behavior<Command> onSignal(Signal signal) {
      switch (signal) {
        case PreRestart _ -> events.add(name + " is restarted");
        case PostStop _ -> events.add(name + " stops");
        default -> {
          return Behaviors.unhandled();
        }
      }
      return this;
    }

    private Behavior<Command> employee(CountDownLatch until) {
      return Behaviors.receive(Command.class)
          .onSignal(
              PostStop.class,
              stop -> {
                until.await();
                events.add(name + "'s child ends");
                return Behaviors.same();
              })
          .build();
    }
  }
}
