package io.alys.messages.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Request;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineRefusal;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the EngineActor, the only caller of the execution client. It works in order of
 * arrival, one call at a time; each request gets exactly one answer: its result, {@link
 * Unavailable} or {@link Refused}.
 */
public interface EngineProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** Ask the client who it is: capabilities, version, chain id, genesis and head. */
  record Handshake(ActorRef<HandshakeReply> replyTo) implements Command, Request<HandshakeReply> {

    @Override
    public HandshakeReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** Set head, safe and finalised block and, with attributes, start building on the head. */
  record UpdateForkchoice(
      EngineFork fork,
      ForkchoiceState state,
      @Nullable PayloadAttributes attributes,
      ActorRef<ForkchoiceReply> replyTo)
      implements Command, Request<ForkchoiceReply> {

    @Override
    public ForkchoiceReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** Take the payload whose building {@link UpdateForkchoice} started. */
  record FetchPayload(EngineFork fork, PayloadId id, ActorRef<PayloadReply> replyTo)
      implements Command, Request<PayloadReply> {

    @Override
    public PayloadReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** Execute a payload; its own fields tell the fork. */
  record ExecutePayload(
      ExecutionPayload payload, Hash32 parentBeaconBlockRoot, ActorRef<ExecuteReply> replyTo)
      implements Command, Request<ExecuteReply> {

    @Override
    public ExecuteReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** Receipts of an executed payload. */
  record FetchReceipts(ExecutionPayload payload, ActorRef<ReceiptsReply> replyTo)
      implements Command, Request<ReceiptsReply> {

    @Override
    public ReceiptsReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** An execution block's header fields. */
  record FetchBlock(BlockSelector which, ActorRef<BlockReply> replyTo)
      implements Command, Request<BlockReply> {

    @Override
    public BlockReply unavailable(io.alys.messages.actor.Unavailable why) {
      return Unavailable.of(why);
    }
  }

  /** How the connection stands; answered at once, never queued. */
  record GetStatus(ActorRef<EngineStatus> replyTo) implements Command, Request<EngineStatus> {

    @Override
    public EngineStatus unavailable(io.alys.messages.actor.Unavailable why) {
      return new EngineStatus.Degraded(
          EngineOutage.of(why.code()), why.reason(), EngineStatus.Breaker.CLOSED);
    }
  }

  /** Which block {@link FetchBlock} means. */
  sealed interface BlockSelector {}

  /** The canonical block of a height. */
  record AtHeight(Height height) implements BlockSelector {}

  /** The block with a hash, canonical or not. */
  record WithHash(Hash32 hash) implements BlockSelector {}

  /** The client's head. */
  record Latest() implements BlockSelector {}

  /** Answer to {@link Handshake}. */
  sealed interface HandshakeReply {}

  /**
   * Who the client is.
   *
   * @param capabilities the engine methods that it offers
   * @param version null when it does not tell
   * @param chainId the EVM chain id
   * @param genesis block 0 as a payload, for the consensus genesis
   * @param latest its head
   */
  record HandshakeDone(
      Set<String> capabilities,
      @Nullable ClientVersion version,
      UInt64 chainId,
      ExecutionPayload genesis,
      ExecutionBlock latest)
      implements HandshakeReply {

    /** Keeps a copy of the capabilities. */
    public HandshakeDone {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** Answer to {@link UpdateForkchoice}. */
  sealed interface ForkchoiceReply {}

  /** The client's verdict on the head, with the payload id when it builds. */
  record ForkchoiceUpdated(ForkchoiceResult result) implements ForkchoiceReply {}

  /** Answer to {@link FetchPayload}. */
  sealed interface PayloadReply {}

  /** The payload as far as it was built. */
  record PayloadFetched(BuiltPayload built) implements PayloadReply {}

  /** Answer to {@link ExecutePayload}. */
  sealed interface ExecuteReply {}

  /** The client's verdict on the payload. */
  record PayloadJudged(PayloadStatus status) implements ExecuteReply {}

  /** Answer to {@link FetchReceipts}. */
  sealed interface ReceiptsReply {}

  /** All receipts, in transaction order. */
  record ReceiptsFetched(List<Receipt> receipts) implements ReceiptsReply {

    /** Keeps a copy of the receipts. */
    public ReceiptsFetched {
      receipts = List.copyOf(receipts);
    }
  }

  /** Answer to {@link FetchBlock}. */
  sealed interface BlockReply {}

  /** The block asked for. */
  record BlockFetched(ExecutionBlock block) implements BlockReply {}

  /** The client has no such block. */
  record NoSuchBlock() implements BlockReply {}

  /** A negative answer that any request may get. */
  sealed interface Failure
      extends HandshakeReply,
          ForkchoiceReply,
          PayloadReply,
          ExecuteReply,
          ReceiptsReply,
          BlockReply {}

  /** The client can't be used now; the same request may succeed after {@code retryAfter}. */
  record Unavailable(EngineOutage reason, String detail, Duration retryAfter) implements Failure {

    static Unavailable of(io.alys.messages.actor.Unavailable why) {
      return new Unavailable(EngineOutage.of(why.code()), why.reason(), why.retryAfter());
    }
  }

  /** The client answers but does not serve this request; sending it again changes nothing. */
  record Refused(EngineRefusal reason) implements Failure {}
}
