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
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.time.Duration;
import java.util.List;
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
   * Reports a block of that slot that carries a verified approval by the own key, wherever it came
   * from; the sender need not know who made the approval. One from before the start and above the
   * watermark means that the watermark was rolled back (2.9); a later one that this process did not
   * make means that somebody else signs with the key, and ends signing for good (2.10).
   */
  record ReportOwnApproval(Hash32 root, Slot slot) implements Command, Tagged {

    @Override
    public Tags tags() {
      return Tags.block(root);
    }
  }

  /**
   * Reports how far the clocks of the other members are ahead of the local one (2.10): one sample
   * for each member that is connected now. It replaces what was reported before, so it is sent
   * whenever a sample comes or a member goes.
   */
  record ReportClocks(List<ClockSample> samples) implements Command {

    /** Keeps a copy of the list, one sample a member. */
    public ReportClocks {
      samples = List.copyOf(samples);
      if (samples.stream().map(ClockSample::authority).distinct().count() != samples.size()) {
        throw new IllegalArgumentException("two samples of one member: " + samples);
      }
    }
  }

  /**
   * The clock of a member.
   *
   * @param authority its index among the authorities
   * @param ahead of the local clock, negative when behind
   */
  record ClockSample(int authority, Duration ahead) {}

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
