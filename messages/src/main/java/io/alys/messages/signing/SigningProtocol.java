package io.alys.messages.signing;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.chain.Watermark;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Slot;
import org.jspecify.annotations.Nullable;

/** The one place where this node's key signs votes (rules 2.2, 2.3 and 2.9). */
public interface SigningProtocol {

  /** Requests. */
  sealed interface Command extends ActorMessage {}

  /** Asks for a vote; the same root may be asked for again at any time. */
  record Sign(VoteRequest vote, ActorRef<SignResult> replyTo)
      implements Command, Request<SignResult>, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(vote.root());
    }

    @Override
    public SignerFailed unavailable(Unavailable why) {
      return new SignerFailed(why.text());
    }
  }

  /** Asks for the watermark. */
  record GetWatermark(ActorRef<WatermarkResult> replyTo)
      implements Command, Request<WatermarkResult> {

    @Override
    public SignerFailed unavailable(Unavailable why) {
      return new SignerFailed(why.text());
    }
  }

  /**
   * Reports a valid approval by the own key that was met outside; one above the watermark means
   * that the watermark was rolled back (2.9).
   */
  record ReportOwnApproval(VoteRequest vote) implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(vote.root());
    }
  }

  /** Answers to {@link Sign}. */
  sealed interface SignResult {}

  /** The vote; it is in the log on disk. */
  record Signed(VoteRequest vote, BlsPublicKey key, BlsSignature signature)
      implements SignResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(vote.root());
    }
  }

  /** Not now; ask again later (1.2). */
  record Held(VoteRequest vote, VoteObstacle obstacle) implements SignResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(vote.root());
    }
  }

  /** Never: a vote would break rule 2.3. */
  record Refused(VoteRequest vote, VoteObstacle obstacle) implements SignResult, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(vote.root());
    }
  }

  /** The signer or its files failed; no signature was handed out. */
  record SignerFailed(String reason) implements SignResult, WatermarkResult {}

  /** Answers to {@link GetWatermark}. */
  sealed interface WatermarkResult {}

  /**
   * The watermark of a key, null while a missing one is not set yet (2.9: it is set at the first
   * request to sign), and the first slot that the key may vote in.
   */
  record WatermarkFound(BlsPublicKey key, @Nullable Watermark watermark, Slot firstAllowed)
      implements WatermarkResult {}
}
