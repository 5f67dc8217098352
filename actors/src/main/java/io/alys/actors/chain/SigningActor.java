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
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.GetWatermark;
import io.alys.messages.signing.SigningProtocol.Held;
import io.alys.messages.signing.SigningProtocol.Refused;
import io.alys.messages.signing.SigningProtocol.ReportOwnApproval;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.Signed;
import io.alys.messages.signing.SigningProtocol.SignerFailed;
import io.alys.messages.signing.SigningProtocol.WatermarkFound;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Slot;
import io.alys.workflows.ports.BlockSigner;
import io.alys.workflows.ports.SigningStore;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.SlotTime;
import io.alys.workflows.rules.VoteDecision;
import io.alys.workflows.rules.VoteRule;
import io.alys.workflows.rules.Watermarks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Owns the signer of one key and its watermark, whose only writer it is (rule 2.2): the watermark
 * and the log are on disk before the signer is asked. It blocks on these files, so it is spawned on
 * {@link io.alys.actors.storage.StorageActor#DISPATCHER}. It never restarts by itself: after a
 * failure of its files it only says so.
 */
public final class SigningActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** The component's name in {@link NodeEvent.HealthChanged}. */
  public static final String COMPONENT = "signing";

  /** What the actor signs with. */
  public record Means(
      BlockSigner signer, SigningStore store, InstantSource clock, Duration slotDuration) {}

  private sealed interface Internal extends ActorMessage {}

  private record SignatureMade(Sign request, BlsSignature signature) implements Internal {}

  private record SignatureFailed(Sign request, Throwable thrown) implements Internal {}

  private final ActorContext<ActorMessage> context;
  private final Means means;
  private final BlsPublicKey key;
  private final ActorRef<Topic.Command<NodeEvent>> events;

  private final List<Sign> atSigner = new ArrayList<>();

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
      case ReportOwnApproval report -> onReportOwnApproval(report);
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
    var watermark = watermarkToSignBy();
    switch (VoteRule.decide(watermark, sign.vote())) {
      case VoteDecision.Hold(var obstacle) -> sign.replyTo().tell(new Held(sign.vote(), obstacle));
      case VoteDecision.Refuse(var obstacle) ->
          sign.replyTo().tell(new Refused(sign.vote(), obstacle));
      case VoteDecision.Sign(var next) -> {
        if (!next.equals(watermark)) {
          means.store().record(key, next);
        }
        askSigner(sign);
      }
    }
  }

  private void onGetWatermark(GetWatermark get) {
    var stored = stored();
    var first = stored.orElseGet(() -> Watermarks.restored(localSlot())).slot().next();
    get.replyTo().tell(new WatermarkFound(key, stored.orElse(null), first));
  }

  /** An own signature that the watermark does not know means that the watermark is old (2.9). */
  private void onReportOwnApproval(ReportOwnApproval report) {
    var seen = report.vote();
    var watermark = watermarkToSignBy();
    if (!Watermarks.isRolledBack(watermark, seen.slot(), seen.root())) {
      return;
    }
    var from = seen.slot().isAbove(localSlot()) ? seen.slot() : localSlot();
    raise(
        Watermarks.maximum(watermark, Watermarks.restored(from)),
        "a signature of this key over slot " + seen.slot() + " is missing in its watermark");
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

  /** Every request gets an answer, and no signature comes after this one. */
  private Behavior<ActorMessage> onStorageFailure(ActorMessage message, StorageFailure failure) {
    var reason = "signing has stopped: " + failure.getMessage();
    context.getLog().error("Signing has stopped for good; restart the node", failure);
    events.tell(Topic.publish(new NodeEvent.HealthChanged(COMPONENT, reason)));
    var answer = new SignerFailed(reason);
    switch (message) {
      case Sign sign -> sign.replyTo().tell(answer);
      case GetWatermark get -> get.replyTo().tell(answer);
      default -> {
        // Nobody waits for an answer.
      }
    }
    atSigner.forEach(sign -> sign.replyTo().tell(answer));
    return SigningStandIn.behavior(reason);
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

  /** The stored watermark; a missing one is set (2.9), so that it can never be lower later. */
  private Watermark watermarkToSignBy() {
    var stored = stored();
    if (stored.isPresent()) {
      return stored.get();
    }
    return raise(Watermarks.restored(localSlot()), "there is no watermark of this key");
  }

  private Watermark raise(Watermark next, String why) {
    means.store().record(key, next);
    context.getLog().warn("{} signs nothing up to slot {}: {} (rule 2.9)", key, next.slot(), why);
    return next;
  }

  private Optional<Watermark> stored() {
    return means.store().watermark(key);
  }

  private Slot localSlot() {
    return new SlotTime(means.clock().instant(), means.slotDuration()).slot();
  }
}
