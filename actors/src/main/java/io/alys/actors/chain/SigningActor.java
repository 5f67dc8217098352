package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.Watermark;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol.ClockSample;
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.GetWatermark;
import io.alys.messages.signing.SigningProtocol.Held;
import io.alys.messages.signing.SigningProtocol.Refused;
import io.alys.messages.signing.SigningProtocol.ReportClocks;
import io.alys.messages.signing.SigningProtocol.ReportOwnApproval;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.Signed;
import io.alys.messages.signing.SigningProtocol.SignerFailed;
import io.alys.messages.signing.SigningProtocol.WatermarkFound;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.BlockSigner;
import io.alys.workflows.ports.SigningStore;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.KeyGuard;
import io.alys.workflows.rules.SlotTime;
import io.alys.workflows.rules.VoteDecision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Owns the signer of one key and its watermark, whose only writer it is (rule 2.2): the watermark
 * and the log are on disk before the signer is asked, as {@link KeyGuard} decides. It blocks on
 * these files, so it is spawned on {@link io.alys.actors.storage.StorageActor#DISPATCHER}. It never
 * restarts by itself: after a failure of its files, or when somebody else signs with its key, it
 * only says so.
 */
public final class SigningActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** The component's name in {@link NodeEvent.HealthChanged}. */
  public static final String COMPONENT = "signing";

  private static final String STOPPED = "signing has stopped: ";

  /** What the actor signs with. */
  public record Means(
      BlockSigner signer, SigningStore store, InstantSource clock, KeyGuard.Terms terms) {}

  private sealed interface Internal extends ActorMessage {}

  private record SignatureMade(Sign request, BlsSignature signature) implements Internal {}

  private record SignatureFailed(Sign request, Throwable thrown) implements Internal {}

  private final ActorContext<ActorMessage> context;
  private final Means means;
  private final BlsPublicKey key;
  private final ActorRef<Topic.Command<NodeEvent>> events;

  private final KeyGuard guard;
  private final List<Sign> atSigner = new ArrayList<>();
  private String health = "";

  /** The actor over an open store, which stays its owner's to close. */
  public static Behavior<Command> create(Means means, ActorRef<Topic.Command<NodeEvent>> events) {
    return Behaviors.<ActorMessage>setup(context -> new SigningActor(context, means, events))
        .narrow();
  }

  private SigningActor(
      ActorContext<ActorMessage> context, Means means, ActorRef<Topic.Command<NodeEvent>> events) {
    super(context);
    this.context = context;
    this.means = means;
    this.key = means.signer().publicKey();
    this.events = events;
    this.guard = new KeyGuard(key, means.store(), means.terms(), localSlot(), this::noteRaised);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    try {
      return switch (message) {
        case Command command -> onCommand(command);
        case Internal internal -> onInternal(internal);
        default -> Behaviors.unhandled();
      };
    } catch (StorageFailure failure) {
      return onStorageFailure(message, failure);
    }
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    switch (command) {
      case Sign sign -> onSign(sign);
      case GetWatermark get -> onGetWatermark(get);
      case ReportOwnApproval seen -> {
        return onReportOwnApproval(seen);
      }
      case ReportClocks report -> onReportClocks(report);
    }
    return this;
  }

  private Behavior<ActorMessage> onInternal(Internal internal) {
    switch (internal) {
      case SignatureMade made -> onSignatureMade(made);
      case SignatureFailed failed -> onSignatureFailed(failed);
    }
    return this;
  }

  private void onSign(Sign sign) {
    var decision = guard.decide(sign.vote(), localSlot());
    tellHealth();
    switch (decision) {
      case VoteDecision.Hold(var obstacle) -> sign.replyTo().tell(new Held(sign.vote(), obstacle));
      case VoteDecision.Refuse(var obstacle) ->
          sign.replyTo().tell(new Refused(sign.vote(), obstacle));
      case VoteDecision.Sign _ -> askSigner(sign);
    }
  }

  private void onGetWatermark(GetWatermark get) {
    get.replyTo()
        .tell(
            new WatermarkFound(key, guard.stored().orElse(null), guard.firstAllowed(localSlot())));
  }

  private Behavior<ActorMessage> onReportOwnApproval(ReportOwnApproval seen) {
    if (!guard.isForeign(seen.slot(), seen.root(), localSlot())) {
      return this;
    }
    events.tell(Topic.publish(new NodeEvent.OwnKeyUsedElsewhere(key, seen.slot(), seen.root())));
    return stop(
        "another process signed block "
            + seen.root()
            + " of slot "
            + seen.slot()
            + " with the key "
            + key
            + " (rule 2.10); stop it, then restart this node");
  }

  private void onReportClocks(ReportClocks report) {
    guard.clocks(report.samples().stream().map(ClockSample::ahead).toList());
    tellHealth();
  }

  private void onSignatureMade(SignatureMade made) {
    var sign = made.request();
    if (atSigner.remove(sign)) {
      sign.replyTo().tell(new Signed(sign.vote(), key, made.signature()));
    }
  }

  /** The watermark stays: the same root may be asked for again. */
  private void onSignatureFailed(SignatureFailed failed) {
    var sign = failed.request();
    context.getLog().warn("No signature for {}", sign.vote().root(), failed.thrown());
    if (atSigner.remove(sign)) {
      sign.replyTo().tell(new SignerFailed("the signer failed: " + failed.thrown()));
    }
  }

  private Behavior<ActorMessage> onStorageFailure(ActorMessage message, StorageFailure failure) {
    context.getLog().error("The files of signatures failed; restart the node", failure);
    var stopped = stop(String.valueOf(failure.getMessage()));
    var answer = new SignerFailed(STOPPED + failure.getMessage());
    switch (message) {
      case Sign sign -> sign.replyTo().tell(answer);
      case GetWatermark get -> get.replyTo().tell(answer);
      default -> {
        // Nobody waits for an answer.
      }
    }
    return stopped;
  }

  /** Every request at the signer gets an answer, and no signature comes after this one. */
  private Behavior<ActorMessage> stop(String cause) {
    var reason = STOPPED + cause;
    context.getLog().error("Signing has stopped for good: {}", cause);
    events.tell(Topic.publish(new NodeEvent.HealthChanged(COMPONENT, reason)));
    var answer = new SignerFailed(reason);
    atSigner.forEach(sign -> sign.replyTo().tell(answer));
    return SigningStandIn.behavior(reason);
  }

  private void tellHealth() {
    var next = guard.obstacle(localSlot()).map(SigningActor::explain).orElse("");
    if (!next.equals(health)) {
      health = next;
      events.tell(Topic.publish(new NodeEvent.HealthChanged(COMPONENT, next)));
    }
  }

  private void askSigner(Sign sign) {
    atSigner.add(sign);
    Replies.pipeToSelf(
        context,
        means.signer().sign(sign.vote().root()),
        (signature, thrown) ->
            thrown == null
                ? new SignatureMade(sign, signature)
                : new SignatureFailed(sign, thrown));
  }

  private static String explain(VoteObstacle obstacle) {
    return switch (obstacle) {
      case CLOCK_OFF ->
          "nothing is signed: the clock is more than a slot off the median of the members' clocks;"
              + " set it right (rule 2.10)";
      case CLOCK_UNCHECKED ->
          "nothing is signed: the watermark was lost or is old, and is set anew once the clocks of"
              + " a quorum of members are known (rule 2.9)";
      case WATCHING_OWN_KEY ->
          "nothing is signed yet: the node watches whether somebody else signs with its key"
              + " (rule 2.10)";
      default -> "nothing is signed: " + obstacle;
    };
  }

  private void noteRaised(Watermark next, String why) {
    context
        .getLog()
        .warn(
            "{} signs nothing up to slot {}: its watermark: {} (rule 2.9)", key, next.slot(), why);
  }

  private Slot localSlot() {
    return new SlotTime(means.clock().instant(), means.terms().slotDuration()).slot();
  }
}
