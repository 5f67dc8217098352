package io.alys.actors.chain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.GetWatermark;
import io.alys.messages.signing.SigningProtocol.ReportClocks;
import io.alys.messages.signing.SigningProtocol.ReportOwnApproval;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.SignerFailed;

/** Answers in place of a SigningActor that has failed or could not start; it never signs. */
public final class SigningStandIn extends AbstractOnMessageBehavior<ActorMessage> {

  private final SignerFailed answer;

  /** Answers everything with {@code reason}. */
  public static Behavior<Command> create(String reason) {
    return behavior(reason).narrow();
  }

  /** The same, to be what another actor becomes. */
  static Behavior<ActorMessage> behavior(String reason) {
    return Behaviors.setup(context -> new SigningStandIn(context, new SignerFailed(reason)));
  }

  private SigningStandIn(ActorContext<ActorMessage> context, SignerFailed answer) {
    super(context);
    this.answer = answer;
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return message instanceof Command command ? onCommand(command) : Behaviors.unhandled();
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    switch (command) {
      case Sign sign -> sign.replyTo().tell(answer);
      case GetWatermark get -> get.replyTo().tell(answer);
      case ReportOwnApproval _, ReportClocks _ -> {
        // There is no watermark left to raise, and no signature that they could let through.
      }
    }
    return this;
  }
}
