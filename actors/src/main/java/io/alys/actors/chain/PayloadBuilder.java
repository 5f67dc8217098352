package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.Continued;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.Slot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Has the execution client build one payload: attributes now, the payload after the build time of
 * the slot budget (rule 2.7). Answers exactly once and stops.
 */
final class PayloadBuilder extends AbstractOnMessageBehavior<ActorMessage> {

  /** What to build on and for how long; after {@code patience} the attempt is given up. */
  record Order(
      Slot slot,
      EngineFork fork,
      ForkchoiceState state,
      PayloadAttributes attributes,
      Duration buildTime,
      Duration patience) {}

  /** The one answer. */
  sealed interface Outcome {
    /** The slot that the order was for. */
    Slot slot();
  }

  /** The payload. */
  record Built(Slot slot, ExecutionPayload payload) implements Outcome {}

  /** No payload; {@code behind} when the client lacks the head and needs the chain again. */
  record NotBuilt(Slot slot, String code, String detail, boolean behind) implements Outcome {}

  private sealed interface Internal extends ActorMessage {}

  private record Started(EngineProtocol.ForkchoiceReply reply) implements Internal {}

  private record BuildTimeOver(PayloadId id) implements Internal {}

  private record Fetched(EngineProtocol.PayloadReply reply) implements Internal {}

  private record PatienceOver() implements Internal {}

  private final ActorRef<EngineProtocol.Command> engine;
  private final Order order;
  private final ActorRef<Outcome> replyTo;
  private final TimerScheduler<ActorMessage> timers;

  /** A builder that starts at once. */
  static Behavior<ActorMessage> create(
      ActorRef<EngineProtocol.Command> engine, Order order, ActorRef<Outcome> replyTo) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new PayloadBuilder(context, timers, engine, order, replyTo)));
  }

  private PayloadBuilder(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      ActorRef<EngineProtocol.Command> engine,
      Order order,
      ActorRef<Outcome> replyTo) {
    super(context);
    this.engine = engine;
    this.order = order;
    this.replyTo = replyTo;
    this.timers = timers;
    timers.startSingleTimer(new PatienceOver(), order.patience());
    engine.tell(
        new EngineProtocol.UpdateForkchoice(
            order.fork(),
            order.state(),
            order.attributes(),
            context.messageAdapter(EngineProtocol.ForkchoiceReply.class, Started::new)));
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    if (!(message instanceof Internal internal)) {
      return Behaviors.unhandled();
    }
    return switch (internal) {
      case Started started -> onStarted(started);
      case BuildTimeOver over -> onBuildTimeOver(over);
      case Fetched fetched -> onFetched(fetched);
      case PatienceOver over -> end("build-timeout", "no payload after " + order.patience(), false);
    };
  }

  private Behavior<ActorMessage> onStarted(Started started) {
    return switch (started.reply()) {
      case EngineProtocol.ForkchoiceUpdated updated ->
          switch (updated.result().status()) {
            case PayloadStatus.Valid valid -> awaitPayload(updated.result().payloadId());
            case PayloadStatus.Invalid invalid -> end("engine-invalid", invalid.reason(), true);
            case PayloadStatus.Syncing syncing -> end("engine-syncing", "SYNCING", true);
            case PayloadStatus.Accepted accepted -> end("engine-syncing", "ACCEPTED", true);
          };
      case EngineProtocol.Unavailable lost -> end("engine-unavailable", lost.detail(), true);
      case EngineProtocol.Refused refused ->
          end("engine-refused", refused.reason().toString(), true);
    };
  }

  private Behavior<ActorMessage> awaitPayload(@Nullable PayloadId payloadId) {
    if (payloadId == null) {
      return end("engine-no-payload-id", "the client took no attributes", true);
    }
    timers.startSingleTimer(Continued.later(new BuildTimeOver(payloadId)), order.buildTime());
    return this;
  }

  private Behavior<ActorMessage> onBuildTimeOver(BuildTimeOver over) {
    engine.tell(
        new EngineProtocol.FetchPayload(
            order.fork(),
            over.id(),
            getContext().messageAdapter(EngineProtocol.PayloadReply.class, Fetched::new)));
    return this;
  }

  private Behavior<ActorMessage> onFetched(Fetched fetched) {
    return switch (fetched.reply()) {
      case EngineProtocol.PayloadFetched payload -> {
        replyTo.tell(new Built(order.slot(), payload.built().payload()));
        yield Behaviors.stopped();
      }
      case EngineProtocol.Unavailable lost -> end("engine-unavailable", lost.detail(), true);
      case EngineProtocol.Refused refused ->
          end("engine-refused", refused.reason().toString(), false);
    };
  }

  private Behavior<ActorMessage> end(String code, String detail, boolean behind) {
    replyTo.tell(new NotBuilt(order.slot(), code, detail, behind));
    return Behaviors.stopped();
  }
}
