package io.alys.actors.supervision;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.internal.UnstashException;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ControlMessage;
import io.alys.actors.runtime.DeliveryInterceptor;
import io.alys.actors.runtime.Ping;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.actor.Unavailable.Code;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One actor's life: it follows its supervisor's orders and reports what becomes of its behaviour.
 * One instance per actor, in whose thread it runs; it outlives the behaviours.
 */
final class LifecycleInterceptor<T> extends BehaviorInterceptor<Object, T> {

  private static final Logger LOG = LoggerFactory.getLogger(LifecycleInterceptor.class);

  private enum Footing {
    /** The waiting behaviour stands. */
    DOWN,
    /** The actor's behaviour, or its stand-in, stands. */
    UP,
    /** Akka ends the behaviour and its child actors. */
    LEAVING
  }

  /** Ends a pause, unless the behaviour that was to pause has ended. */
  private record Resume(int incarnation) implements ControlMessage {}

  private final ActorCell cell;
  private final ChildSpec<T> spec;
  private final Shell.Superior superior;
  private Footing footing = Footing.LEAVING;
  private Addresses addresses = Addresses.NONE;
  private boolean forGood;
  private boolean announced;
  private boolean serving;
  private int trial;
  private @Nullable Throwable failure;
  private @Nullable Long failedAt;
  private @Nullable Long waitsSince;

  LifecycleInterceptor(ActorCell cell, ChildSpec<T> spec, Shell.Superior superior) {
    super(Object.class);
    this.cell = cell;
    this.spec = spec;
    this.superior = superior;
  }

  @Override
  public Behavior<T> aroundStart(TypedActorContext<Object> context, PreStartTarget<T> target) {
    var waiting = target.start(context);
    footing = Footing.DOWN;
    failure = null;
    report(new Report.Down(superior.slot()));
    return waiting;
  }

  @Override
  public Behavior<T> aroundReceive(
      TypedActorContext<Object> context, Object message, ReceiveTarget<T> target) {
    if (message instanceof ControlMessage control) {
      return onControl(context, control);
    }
    if (message instanceof Ping(long round, var replyTo)) {
      replyTo.tell(new Ping.Pong(round, cell.path()));
      return Behaviors.same();
    }
    if (footing != Footing.UP) {
      return target.apply(context, sent(message));
    }
    Behavior<T> next;
    try {
      next = target.apply(context, sent(message));
    } catch (Throwable thrown) {
      throw crash(context, thrown);
    }
    if (!Behavior.isAlive(next)) {
      throw crash(context, new StoppedByItself(cell.path()));
    }
    countTrial();
    return next;
  }

  @Override
  public Behavior<T> aroundSignal(
      TypedActorContext<Object> context, Signal signal, SignalTarget<T> target) {
    if (signal instanceof PreRestart && footing == Footing.LEAVING) {
      return lastWords(context, target);
    }
    if (footing != Footing.UP) {
      return Behaviors.same(); // about children, timers and others of a behaviour that has ended
    }
    if (signal instanceof PostStop) {
      return target.apply(context, signal); // the system ends
    }
    Behavior<T> next;
    try {
      next = target.apply(context, signal);
    } catch (Throwable thrown) {
      throw crash(context, thrown);
    }
    if (!Behavior.isAlive(next)) {
      throw crash(context, new StoppedByItself(cell.path()));
    }
    return next;
  }

  @SuppressWarnings("unchecked") // what arrives is what the actor's address took
  private T sent(Object message) {
    return (T) message;
  }

  private Behavior<T> onControl(TypedActorContext<Object> context, ControlMessage control) {
    return switch (control) {
      case Order order -> onOrder(context, order);
      case Crash(var why) -> {
        if (footing == Footing.UP) {
          throw crash(context, new OrderedCrash(why));
        }
        yield Behaviors.same();
      }
      case Pause(var length) -> onPause(context, length);
      case Resume(int incarnation) -> {
        if (footing == Footing.UP && incarnation == cell.incarnation()) {
          cell.setOpen(true);
        }
        yield Behaviors.same();
      }
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<T> onOrder(TypedActorContext<Object> context, Order order) {
    switch (order) {
      case Order.Halt halt when footing == Footing.UP -> throw halted(context, halt);
      case Order.Begin begin when footing == Footing.DOWN -> {
        return onBegin(context, begin);
      }
      case Order.Substitute(var reason) when footing == Footing.DOWN -> {
        beginWait();
        return onSubstitute(context, reason);
      }
      case Order.Refuse refuse when footing == Footing.DOWN -> onRefuse(refuse);
      // It was on its way down by itself when the order came; the supervisor hears of that.
      case Order.Halt _, Order.Begin _, Order.Substitute _, Order.Refuse _ -> {}
    }
    return Behaviors.same();
  }

  private Behavior<T> onBegin(TypedActorContext<Object> context, Order.Begin begin) {
    trial = begin.trial();
    addresses = begin.addresses();
    endWait();
    var behavior = start(context, () -> spec.behavior(begin.addresses()), begin.reason());
    report(new Report.Begun(superior.slot()));
    if (spec.isServingAtOnce() || announced) {
      serve();
    }
    return behavior;
  }

  private Behavior<T> onSubstitute(TypedActorContext<Object> context, String reason) {
    trial = 0;
    var standIn = spec.standIn().orElseThrow();
    var behavior = start(context, () -> standIn.behavior(addresses, reason), null);
    serving = true; // nobody is to hear of it
    report(new Report.Begun(superior.slot()));
    return behavior;
  }

  /** Ends with the gate open, or throws. */
  private Behavior<T> start(
      TypedActorContext<Object> context, Supplier<Behavior<T>> making, @Nullable String reason) {
    cell.setOpen(false);
    cell.refuseWith(null);
    cell.nextIncarnation();
    cell.whenServing(this::announce);
    announced = false;
    serving = false;
    forGood = false;
    Behavior<T> started;
    try {
      started = Behavior.start(DeliveryInterceptor.around(cell, making.get()), own(context));
      if (Behavior.isAlive(started) && reason != null) {
        tellStarted(reason);
      }
    } catch (Throwable thrown) {
      throw crash(context, thrown);
    }
    if (!Behavior.isAlive(started)) {
      throw crash(context, new StoppedByItself(cell.path()));
    }
    footing = Footing.UP;
    cell.setOpen(true);
    return started;
  }

  private void tellStarted(String reason) {
    var moment = new Hooks.Moment(cell.path(), cell.incarnation(), reason);
    if (cell.incarnation() == 1) {
      spec.hooks().started(moment);
    } else {
      spec.hooks().postRestart(moment);
    }
  }

  private void announce() {
    announced = true;
    if (footing == Footing.UP) {
      serve();
    }
  }

  private void serve() {
    if (serving) {
      return;
    }
    serving = true;
    if (failedAt != null) {
      cell.recovered(Duration.ofNanos(cell.runtime().clock().nanos() - failedAt));
      failedAt = null;
    }
    report(new Report.Serving(superior.slot()));
  }

  private void countTrial() {
    if (trial > 0 && --trial == 0) {
      report(new Report.Served(superior.slot()));
    }
  }

  /** The supervisor lets it wait; that is no part of its recovery. */
  private void beginWait() {
    if (waitsSince == null && failedAt != null) {
      waitsSince = cell.runtime().clock().nanos();
    }
  }

  private void endWait() {
    if (waitsSince != null && failedAt != null) {
      long wait = cell.runtime().clock().nanos() - waitsSince;
      cell.hasWaited(Duration.ofNanos(wait));
      failedAt += wait;
    }
    waitsSince = null;
  }

  private void onRefuse(Order.Refuse refuse) {
    beginWait();
    cell.refuseWith(refuse.why());
    cell.setOpen(true);
    if (refuse.forGood()) {
      tellQuietly("stopped", spec.hooks()::stopped, refuse.why().reason());
    }
  }

  private Behavior<T> onPause(TypedActorContext<Object> context, Duration length) {
    if (footing == Footing.UP) {
      var java = context.asJava();
      java.scheduleOnce(length, java.getSelf(), new Resume(cell.incarnation()));
      cell.setOpen(false);
    }
    return Behaviors.same();
  }

  private ShellFailure halted(TypedActorContext<Object> context, Order.Halt halt) {
    forGood = halt.forGood();
    if (forGood) {
      tellQuietly("preStop", spec.hooks()::preStop, halt.why().reason());
    }
    leave(context, halt.why());
    return new ShellFailure(null);
  }

  private ShellFailure crash(TypedActorContext<Object> context, Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
      throw fatal; // Akka ends the process
    }
    var cause =
        thrown instanceof UnstashException<?> unstash && unstash.getCause() != null
            ? unstash.getCause()
            : thrown;
    failure = thrown;
    if (failedAt == null) {
      failedAt = cell.runtime().clock().nanos();
    }
    var reason = cell.path() + " failed: " + cause.getClass().getSimpleName();
    leave(context, new Unavailable(Code.CRASHED, reason, Duration.ZERO));
    report(new Report.Crashed(superior.slot(), cause));
    return new ShellFailure(cause);
  }

  private void leave(TypedActorContext<Object> context, Unavailable why) {
    footing = Footing.LEAVING;
    cell.setOpen(false);
    cell.whenServing(null);
    cell.refuseInFlight(why);
    forgetOthers(context);
  }

  /** Akka keeps these across a restart; the next behaviour would hear of what it never asked. */
  private static void forgetOthers(TypedActorContext<Object> context) {
    var java = context.asJava();
    java.cancelReceiveTimeout();
    if (Adapter.toClassic(java) instanceof akka.actor.ActorCell internals) {
      internals.unwatchWatchedActors(null);
    }
  }

  /** Akka sends {@code PreRestart}; a behaviour that ends for good is told {@code PostStop}. */
  private Behavior<T> lastWords(TypedActorContext<Object> context, SignalTarget<T> target) {
    Signal signal = forGood ? PostStop.instance() : PreRestart.instance();
    try {
      if (failure instanceof UnstashException<?> unstash) {
        // The behaviour that failed is one that it became while it took messages from its stash.
        interpret(unstash.behavior(), context, signal);
      } else {
        target.apply(context, signal);
      }
    } catch (Throwable thrown) {
      LOG.warn("{} failed while it was told to release what it holds", cell.path(), thrown);
    }
    return Behaviors.same();
  }

  private static <U> void interpret(
      Behavior<U> behavior, TypedActorContext<Object> context, Signal signal) {
    Behavior.interpretSignal(behavior, own(context), signal);
  }

  @SuppressWarnings("unchecked") // the context takes what any behaviour of this actor takes
  private static <U> TypedActorContext<U> own(TypedActorContext<Object> context) {
    return (TypedActorContext<U>) (TypedActorContext<?>) context;
  }

  private void tellQuietly(String hook, Consumer<Hooks.Moment> told, String reason) {
    try {
      told.accept(new Hooks.Moment(cell.path(), cell.incarnation(), reason));
    } catch (RuntimeException thrown) {
      LOG.warn("{} failed in its hook {}", cell.path(), hook, thrown);
    }
  }

  private void report(Report report) {
    superior.supervisor().tell(report);
  }
}
