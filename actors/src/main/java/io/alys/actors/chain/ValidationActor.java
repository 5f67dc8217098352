package io.alys.actors.chain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.chain.ValidationProtocol.Command;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.rules.Certificates;
import io.alys.workflows.rules.Certificates.Certificate;
import io.alys.workflows.spec.Authority;
import java.util.List;

/**
 * Checks signatures, one request at a time; several of these share the validation dispatcher. Owns
 * nothing but the list of authorities.
 */
public final class ValidationActor extends AbstractOnMessageBehavior<Command> {

  private final List<Authority> authorities;
  private final BlsScheme scheme;

  /** A worker for the authorities of one epoch. */
  public static Behavior<Command> create(List<Authority> authorities, BlsScheme scheme) {
    return Behaviors.setup(
        context -> new ValidationActor(context, List.copyOf(authorities), scheme));
  }

  private ValidationActor(
      ActorContext<Command> context, List<Authority> authorities, BlsScheme scheme) {
    super(context);
    this.authorities = authorities;
    this.scheme = scheme;
  }

  @Override
  public Behavior<Command> onMessage(Command command) {
    return switch (command) {
      case ValidationProtocol.CheckCertificate check -> onCheckCertificate(check);
      case ValidationProtocol.CheckApproval check -> onCheckApproval(check);
    };
  }

  private Behavior<Command> onCheckCertificate(ValidationProtocol.CheckCertificate check) {
    var subject = new Certificates.Subject(check.root(), check.slot());
    check
        .replyTo()
        .tell(
            switch (Certificates.check(subject, check.approval(), authorities, scheme)) {
              case Certificate.Certified certified -> new ValidationProtocol.Certified();
              case Certificate.NotEnough few ->
                  new ValidationProtocol.Incomplete(few.approvals(), few.needed());
              case Certificate.Refused refused ->
                  new ValidationProtocol.BadCertificate(
                      refused.refusal().code().id(), refused.refusal().toString());
            });
    return this;
  }

  private Behavior<Command> onCheckApproval(ValidationProtocol.CheckApproval check) {
    var approval = check.approval();
    var valid =
        approval.authorityIndex() < authorities.size()
            && scheme.verify(
                authorities.get(approval.authorityIndex()).publicKey(),
                check.root(),
                approval.signature());
    check.replyTo().tell(new ValidationProtocol.ApprovalChecked(check.root(), approval, valid));
    return this;
  }
}
