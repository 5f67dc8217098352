package io.alys.actors.chain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.MessageBatch;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.chain.ValidationProtocol.Command;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.ports.Entropy;
import io.alys.workflows.rules.Certificates;
import io.alys.workflows.rules.Certificates.Certificate;
import io.alys.workflows.rules.Certificates.Outlook;
import io.alys.workflows.spec.Authority;
import java.util.List;
import java.util.function.Consumer;

/**
 * Checks signatures: those that wait together are checked together, and one by one when one of them
 * is bad. Several of these share the validation dispatcher. Owns nothing but the list of
 * authorities.
 */
public final class ValidationActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** Signatures that are checked together; more gain little and make the first ones wait. */
  static final int MAX_BATCH = 32;

  private record BatchDue() implements ActorMessage {}

  /** A signature to check, and who is told. */
  private record Check(BlsScheme.Claim claim, Consumer<Boolean> told) {}

  private final List<Authority> authorities;
  private final BlsScheme scheme;
  private final Entropy random;
  private final MessageBatch<Check> batch;

  /**
   * A worker for the authorities of one epoch.
   *
   * @param random for checking signatures together
   */
  public static Behavior<Command> create(
      List<Authority> authorities, BlsScheme scheme, Entropy random) {
    return Behaviors.<ActorMessage>setup(
            context -> new ValidationActor(context, List.copyOf(authorities), scheme, random))
        .narrow();
  }

  private ValidationActor(
      ActorContext<ActorMessage> context,
      List<Authority> authorities,
      BlsScheme scheme,
      Entropy random) {
    super(context);
    this.authorities = authorities;
    this.scheme = scheme;
    this.random = random;
    this.batch =
        new MessageBatch<>(
            MAX_BATCH, () -> context.getSelf().tell(new BatchDue()), this::checkTogether);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case BatchDue _ -> batch.flush();
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case ValidationProtocol.CheckCertificate check -> onCheckCertificate(check);
      case ValidationProtocol.CheckApproval check -> onCheckApproval(check);
    }
  }

  private void onCheckCertificate(ValidationProtocol.CheckCertificate check) {
    var subject = new Certificates.Subject(check.root(), check.slot());
    switch (Certificates.outlook(subject, check.approval(), authorities)) {
      case Outlook.Settled(var verdict) -> check.replyTo().tell(answer(verdict));
      case Outlook.Depends depends ->
          batch.add(
              new Check(
                  depends.signature(),
                  holds -> check.replyTo().tell(answer(depends.verdict(holds)))));
    }
  }

  private static ValidationProtocol.CertificateResult answer(Certificate verdict) {
    return switch (verdict) {
      case Certificate.Certified _ -> new ValidationProtocol.Certified();
      case Certificate.NotEnough few ->
          new ValidationProtocol.Incomplete(few.approvals(), few.needed());
      case Certificate.Refused refused ->
          new ValidationProtocol.BadCertificate(
              refused.refusal().code().id(), refused.refusal().toString());
    };
  }

  private void onCheckApproval(ValidationProtocol.CheckApproval check) {
    var approval = check.approval();
    if (approval.authorityIndex() >= authorities.size()) {
      check.replyTo().tell(new ValidationProtocol.ApprovalChecked(check.root(), approval, false));
      return;
    }
    var key = authorities.get(approval.authorityIndex()).publicKey();
    batch.add(
        new Check(
            new BlsScheme.Claim(List.of(key), check.root(), approval.signature()),
            holds ->
                check
                    .replyTo()
                    .tell(new ValidationProtocol.ApprovalChecked(check.root(), approval, holds))));
  }

  private void checkTogether(List<Check> checks) {
    var all = scheme.verifyAll(checks.stream().map(Check::claim).toList(), random);
    for (var check : checks) {
      check.told().accept(all || (checks.size() > 1 && holds(check.claim())));
    }
  }

  private boolean holds(BlsScheme.Claim claim) {
    return scheme.fastAggregateVerify(claim.keys(), claim.root(), claim.aggregate());
  }
}
