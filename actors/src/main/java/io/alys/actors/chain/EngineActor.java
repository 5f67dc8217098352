package io.alys.actors.chain;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.Signal;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.bus.Replies;
import io.alys.actors.runtime.Current;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.EngineProtocol.Command;
import io.alys.messages.chain.EngineProtocol.ExecutePayload;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.FetchPayload;
import io.alys.messages.chain.EngineProtocol.FetchReceipts;
import io.alys.messages.chain.EngineProtocol.GetStatus;
import io.alys.messages.chain.EngineProtocol.Handshake;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.chain.EngineProtocol.UpdateForkchoice;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.EngineStatus.Breaker;
import io.alys.messages.execution.EngineStatus.Connected;
import io.alys.messages.execution.EngineStatus.Connecting;
import io.alys.messages.execution.EngineStatus.Degraded;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.supervision.CircuitState;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns the connection to the execution client: calls go out one at a time in order of arrival,
 * behind a bounded queue and a circuit breaker, and each request gets exactly one answer. While the
 * breaker is not closed, a cheap probe runs in each interval. A restart connects anew.
 */
public final class EngineActor extends AbstractOnMessageBehavior<ActorMessage> {

  private sealed interface Internal extends ActorMessage {}

  private record CallSucceeded(EngineCall<?> call, Runnable answer) implements Internal {}

  private record CallFailed(EngineCall<?> call, Throwable thrown) implements Internal {}

  private record DeadlinePassed(EngineCall<?> call) implements Internal {}

  private record CallStuck(String name) implements Internal {}

  private record ProbeDue() implements Internal {}

  private record ProbeSucceeded() implements Internal {}

  private record ProbeFailed(Throwable thrown) implements Internal {}

  private static final String PROBE_TIMER = "probe";
  private static final String NEXT_PROBE_TIMER = "next-probe";
  private static final String STUCK_TIMER = "stuck";

  /**
   * The actor's behaviour.
   *
   * @param connect makes the client; called at the start and at each restart
   * @param listener is told each change of the status in the actor's thread, the first one with the
   *     first answer
   */
  public static Behavior<Command> create(
      Supplier<ExecutionClient> connect,
      EngineSettings settings,
      InstantSource clock,
      Consumer<EngineStatus> listener) {
    return Behaviors.<ActorMessage>setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new EngineActor(
                            context, timers, connect.get(), new Rim(settings, clock, listener))))
        .narrow();
  }

  /** What the actor is given once and for all. */
  private record Rim(
      EngineSettings settings, InstantSource clock, Consumer<EngineStatus> listener) {}

  private record Outage(EngineOutage reason, String detail) {}

  private final ActorContext<ActorMessage> context;
  private final TimerScheduler<ActorMessage> timers;
  private final ExecutionClient client;
  private final Rim rim;
  private final ArrayDeque<EngineCall<?>> waiting = new ArrayDeque<>();

  private CircuitState circuit;
  private EngineStatus status = new Connecting();
  private @Nullable EngineCall<?> running;
  private boolean probing;
  private @Nullable Outage outage;

  private EngineActor(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      ExecutionClient client,
      Rim rim) {
    super(context);
    this.context = context;
    this.timers = timers;
    this.client = client;
    this.rim = rim;
    this.circuit = CircuitState.closed(rim.settings().breaker());
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    switch (command) {
      case Handshake handshake -> enqueue(EngineCalls.of(handshake, client));
      case UpdateForkchoice update -> enqueue(EngineCalls.of(update, client));
      case FetchPayload fetch -> enqueue(EngineCalls.of(fetch, client));
      case ExecutePayload execute -> enqueue(EngineCalls.of(execute, client));
      case FetchReceipts fetch -> enqueue(EngineCalls.of(fetch, client));
      case FetchBlock fetch -> enqueue(EngineCalls.of(fetch, client));
      case GetStatus(var replyTo) -> replyTo.tell(status);
    }
    return this;
  }

  private Behavior<ActorMessage> onInternal(Internal internal) {
    switch (internal) {
      case CallSucceeded succeeded -> onCallSucceeded(succeeded);
      case CallFailed failed -> onCallFailed(failed);
      case DeadlinePassed(var call) -> onDeadlinePassed(call);
      case CallStuck(var name) -> onCallStuck(name);
      case ProbeDue _ -> onProbeDue();
      case ProbeSucceeded _ -> onProbeSucceeded();
      case ProbeFailed(var thrown) -> onProbeFailed(thrown);
    }
    return this;
  }

  @Override
  public Behavior<ActorMessage> onSignal(Signal signal) {
    if (signal instanceof PreRestart || signal instanceof PostStop) {
      release();
    }
    return this;
  }

  private void enqueue(EngineCall<?> call) {
    if (!circuit.admits()) {
      call.fail(unavailable(EngineOutage.BREAKER_OPEN, outageText()));
    } else if (waiting.size() >= rim.settings().maxPendingCalls()) {
      call.fail(unavailable(EngineOutage.QUEUE_FULL, waiting.size() + " requests wait"));
    } else {
      waiting.add(call);
      timers.startSingleTimer(call, new DeadlinePassed(call), rim.settings().requestDeadline());
      startNext();
    }
  }

  private void startNext() {
    if (running == null && !probing && !waiting.isEmpty()) {
      var next = waiting.remove();
      Current.within(next.origin(), () -> start(next));
    }
  }

  private <T> void start(EngineCall<T> call) {
    running = call;
    watchForStuck(call.name());
    Replies.pipeToSelf(
        context,
        call.start(),
        (result, thrown) ->
            thrown == null
                ? new CallSucceeded(call, () -> call.succeed(result))
                : new CallFailed(call, thrown));
  }

  private void onCallSucceeded(CallSucceeded message) {
    endOf(message.call());
    message.answer().run();
    settle(circuit.onSuccess());
  }

  private void onCallFailed(CallFailed message) {
    var failure = ExecutionFailure.in(message.thrown());
    endOf(message.call());
    var answer = EngineFailureTable.answer(failure, rim.settings().probeInterval());
    message.call().fail(answer);
    if (answer instanceof Unavailable(var reason, var detail, _)) {
      outage = new Outage(reason, message.call().name() + ": " + detail);
      settle(circuit.onFailure(rim.clock().instant()));
    } else {
      settle(circuit.onSuccess());
    }
  }

  private void endOf(EngineCall<?> call) {
    timers.cancel(call);
    timers.cancel(STUCK_TIMER);
    running = null;
  }

  /** A running call keeps its place, so that the order of calls holds; only its sender goes. */
  private void onDeadlinePassed(EngineCall<?> call) {
    waiting.remove(call);
    call.fail(unavailable(EngineOutage.DEADLINE_PASSED, call.name() + " took too long"));
  }

  private void watchForStuck(String name) {
    timers.startSingleTimer(STUCK_TIMER, new CallStuck(name), rim.settings().stuckCallTimeout());
  }

  private void onCallStuck(String name) {
    throw new IllegalStateException(
        name + " has not ended after " + rim.settings().stuckCallTimeout());
  }

  private void onProbeDue() {
    settle(circuit.tick(rim.clock().instant()));
    if (running == null && !probing && !circuit.isClosed()) {
      probing = true;
      watchForStuck("probe");
      Replies.pipeToSelf(
          context,
          client.chainId(),
          (_, thrown) -> thrown == null ? new ProbeSucceeded() : new ProbeFailed(thrown));
    }
  }

  /**
   * A client that answers again is asked again soon, so that production waits no longer than due.
   */
  private void onProbeSucceeded() {
    endOfProbe();
    settle(circuit.onProbeSuccess());
    if (!circuit.isClosed()) {
      timers.startSingleTimer(
          NEXT_PROBE_TIMER, new ProbeDue(), rim.settings().probeInterval().dividedBy(4));
    }
  }

  private void onProbeFailed(Throwable thrown) {
    var failure = ExecutionFailure.in(thrown);
    endOfProbe();
    if (EngineFailureTable.answer(failure, rim.settings().probeInterval())
        instanceof Unavailable(var reason, var detail, _)) {
      outage = new Outage(reason, detail);
      settle(circuit.onProbeFailure(rim.clock().instant()));
    } else {
      settle(circuit.onProbeSuccess());
    }
  }

  private void endOfProbe() {
    timers.cancel(STUCK_TIMER);
    probing = false;
  }

  /** Takes over the breaker's next state with all that follows from it. */
  private void settle(CircuitState next) {
    var was = circuit;
    circuit = next;
    if (was.isClosed() && !next.isClosed()) {
      timers.startTimerWithFixedDelay(PROBE_TIMER, new ProbeDue(), rim.settings().probeInterval());
    } else if (next.isClosed() && !was.isClosed()) {
      timers.cancel(PROBE_TIMER);
      timers.cancel(NEXT_PROBE_TIMER);
    }
    if (!next.admits()) {
      refuseWaiting(EngineOutage.BREAKER_OPEN, outageText());
    }
    if (circuit.equals(CircuitState.closed(rim.settings().breaker()))) {
      outage = null;
    }
    publish();
    startNext();
  }

  private void publish() {
    var next = describe();
    if (next.equals(status)) {
      return;
    }
    status = next;
    if (next instanceof Degraded degraded) {
      context.getLog().warn("execution client {}: {}", degraded.breaker(), degraded.detail());
    } else {
      context.getLog().info("execution client answers");
      Current.announceServing();
    }
    rim.listener().accept(next);
  }

  private EngineStatus describe() {
    return outage == null
        ? new Connected()
        : new Degraded(outage.reason(), outage.detail(), breaker());
  }

  private Breaker breaker() {
    return switch (circuit.phase()) {
      case CircuitState.Closed _ -> Breaker.CLOSED;
      case CircuitState.Open _ -> Breaker.OPEN;
      case CircuitState.HalfOpen _ -> Breaker.HALF_OPEN;
    };
  }

  private void refuseWaiting(EngineOutage reason, String detail) {
    while (!waiting.isEmpty()) {
      var call = waiting.remove();
      timers.cancel(call);
      call.fail(unavailable(reason, detail));
    }
  }

  private String outageText() {
    return outage == null ? "no answer" : outage.detail();
  }

  private Unavailable unavailable(EngineOutage reason, String detail) {
    return new Unavailable(reason, detail, rim.settings().probeInterval());
  }

  private void release() {
    if (running != null) {
      running.fail(unavailable(EngineOutage.STOPPING, "the connection is closed"));
    }
    refuseWaiting(EngineOutage.STOPPING, "the connection is closed");
    client.close();
  }
}
