package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the execution client's head onto a throw-away block. A geth whose head fell back still
 * takes the blocks above for its own chain and ignores head updates to them; once its head is on
 * another branch, the next update to a real block is a reorganisation, which executes it and
 * forgets the stale chain. Answers once and stops.
 */
final class EngineDetour extends AbstractOnMessageBehavior<ActorMessage> {

  /** What it tells its parent. */
  sealed interface Outcome {}

  /** The client's head is now a child of {@code base}, its head before. */
  record Taken(ExecutionBlock base) implements Outcome {}

  /** The client did not go along. */
  record NotTaken(String reason) implements Outcome {}

  private sealed interface Internal extends ActorMessage {}

  private record BaseFound(EngineProtocol.BlockReply reply) implements Internal {}

  private record Started(ExecutionBlock base, EngineProtocol.ForkchoiceReply reply)
      implements Internal {}

  private record Built(ExecutionBlock base, EngineProtocol.PayloadReply reply)
      implements Internal {}

  private record Executed(
      ExecutionBlock base, ExecutionPayload payload, EngineProtocol.ExecuteReply reply)
      implements Internal {}

  private record Moved(ExecutionBlock base, EngineProtocol.ForkchoiceReply reply)
      implements Internal {}

  private final ActorRef<EngineProtocol.Command> engine;
  private final EngineFork fork;
  private final ActorRef<Outcome> replyTo;

  /** A detour that starts at once. */
  static Behavior<ActorMessage> create(
      ActorRef<EngineProtocol.Command> engine, EngineFork fork, ActorRef<Outcome> replyTo) {
    return Behaviors.setup(context -> new EngineDetour(context, engine, fork, replyTo));
  }

  private EngineDetour(
      ActorContext<ActorMessage> context,
      ActorRef<EngineProtocol.Command> engine,
      EngineFork fork,
      ActorRef<Outcome> replyTo) {
    super(context);
    this.engine = engine;
    this.fork = fork;
    this.replyTo = replyTo;
    engine.tell(
        new EngineProtocol.FetchBlock(
            new EngineProtocol.Latest(),
            context.messageAdapter(EngineProtocol.BlockReply.class, BaseFound::new)));
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    if (!(message instanceof Internal internal)) {
      return Behaviors.unhandled();
    }
    return switch (internal) {
      case BaseFound found -> onBaseFound(found);
      case Started started -> onStarted(started);
      case Built built -> onBuilt(built);
      case Executed executed -> onExecuted(executed);
      case Moved moved -> onMoved(moved);
    };
  }

  private Behavior<ActorMessage> onBaseFound(BaseFound found) {
    if (!(found.reply() instanceof EngineProtocol.BlockFetched(var base))) {
      return end("no head to leave: " + found.reply());
    }
    var attributes =
        new PayloadAttributes(
            UInt64.of(base.timestamp().toLongExact() + 1),
            Hash32.ZERO,
            EvmAddress.ZERO,
            List.of(),
            Hash32.ZERO);
    chooseHead(base.hash(), attributes, base, Started::new);
    return this;
  }

  private Behavior<ActorMessage> onStarted(Started started) {
    if (!(started.reply() instanceof EngineProtocol.ForkchoiceUpdated(var result))
        || result.payloadId() == null) {
      return end("no payload on its head: " + started.reply());
    }
    engine.tell(
        new EngineProtocol.FetchPayload(
            fork,
            result.payloadId(),
            getContext()
                .messageAdapter(
                    EngineProtocol.PayloadReply.class, reply -> new Built(started.base(), reply))));
    return this;
  }

  private Behavior<ActorMessage> onBuilt(Built built) {
    if (!(built.reply() instanceof EngineProtocol.PayloadFetched(var payload))) {
      return end("no payload: " + built.reply());
    }
    engine.tell(
        new EngineProtocol.ExecutePayload(
            payload.payload(),
            Hash32.ZERO,
            getContext()
                .messageAdapter(
                    EngineProtocol.ExecuteReply.class,
                    reply -> new Executed(built.base(), payload.payload(), reply))));
    return this;
  }

  private Behavior<ActorMessage> onExecuted(Executed executed) {
    if (!(executed.reply() instanceof EngineProtocol.PayloadJudged(PayloadStatus.Valid _))) {
      return end("own payload not valid: " + executed.reply());
    }
    chooseHead(executed.payload().blockHash(), null, executed.base(), Moved::new);
    return this;
  }

  private Behavior<ActorMessage> onMoved(Moved moved) {
    if (!(moved.reply() instanceof EngineProtocol.ForkchoiceUpdated(var result))
        || !(result.status() instanceof PayloadStatus.Valid)) {
      return end("own payload not taken as head: " + moved.reply());
    }
    replyTo.tell(new Taken(moved.base()));
    return Behaviors.stopped();
  }

  private void chooseHead(
      Hash32 head,
      @Nullable PayloadAttributes attributes,
      ExecutionBlock base,
      Continuation continuation) {
    engine.tell(
        new EngineProtocol.UpdateForkchoice(
            fork,
            new ForkchoiceState(head, Hash32.ZERO, Hash32.ZERO),
            attributes,
            getContext()
                .messageAdapter(
                    EngineProtocol.ForkchoiceReply.class,
                    reply -> continuation.with(base, reply))));
  }

  private Behavior<ActorMessage> end(String reason) {
    replyTo.tell(new NotTaken("the execution client could not be unlocked: " + reason));
    return Behaviors.stopped();
  }

  /** Which message the answer to a head update becomes. */
  private interface Continuation {
    ActorMessage with(ExecutionBlock base, EngineProtocol.ForkchoiceReply reply);
  }
}
