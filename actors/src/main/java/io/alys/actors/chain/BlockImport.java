package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Address;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one block, whose rules hold, through execution, own vote and certificate (rules 2.1, 2.3;
 * executes before it signs [L12]). Answers exactly once and stops.
 */
final class BlockImport extends AbstractOnMessageBehavior<ActorMessage> {

  private static final int MOST_CHECKS_AGAIN = 2;

  /**
   * The block and what the ChainActor established about it.
   *
   * @param facts what holds for a vote, without {@link VoteFact#ENGINE_VALID}
   * @param authority this node's index among the authorities, null when it does not vote
   * @param patience after which it is given up
   * @param own whether this node made the block, so that no foreign signature needs a check first
   * @param checked what its approvals are worth, null when that is not known yet
   */
  record Order(
      SignedBlock block,
      Hash32 root,
      Slot parentSlot,
      Set<VoteFact> facts,
      @Nullable Integer authority,
      Duration patience,
      boolean own,
      ValidationProtocol.@Nullable CertificateResult checked) {

    /** Keeps a copy of the set. */
    Order {
      facts = Set.copyOf(facts);
    }
  }

  /** The actors that it talks to; {@code signing} is null when this node does not vote. */
  record Peers(
      ActorRef<EngineProtocol.Command> engine,
      Address<ValidationProtocol.Command> validation,
      @Nullable ActorRef<SigningProtocol.Command> signing,
      BinaryOperator<BlsSignature> aggregate) {}

  /** The one answer. */
  sealed interface Outcome {

    /** Of the block that it is about. */
    Hash32 root();
  }

  /** Valid and certified; {@code vote} is this node's own, null when it gave none. */
  record Certified(SignedBlock block, Hash32 root, List<Receipt> receipts, @Nullable Approval vote)
      implements Outcome {}

  /**
   * Valid, but approvals are missing.
   *
   * @param vote this node's own, null when it gave none
   * @param voteHeld whether the own vote is held, so that it is to be asked for again
   */
  record Uncertified(
      SignedBlock block,
      Hash32 root,
      List<Receipt> receipts,
      @Nullable Approval vote,
      boolean voteHeld)
      implements Outcome {}

  /** Breaks a rule. */
  record Refused(Hash32 root, String code, String detail) implements Outcome {}

  /** Can't be judged now; {@code behind} when the execution client needs the chain again. */
  record Held(Hash32 root, String code, String detail, boolean behind) implements Outcome {}

  private sealed interface Internal extends ActorMessage {}

  private record Presigned(ValidationProtocol.CertificateResult result) implements Internal {}

  private record Executed(EngineProtocol.ExecuteReply reply) implements Internal {}

  private record Receipts(EngineProtocol.ReceiptsReply reply) implements Internal {}

  private record Voted(SigningProtocol.SignResult result) implements Internal {}

  private record Judged(ValidationProtocol.CertificateResult result) implements Internal {}

  private record PatienceOver() implements Internal {}

  private final Peers peers;
  private final Order order;
  private final ActorRef<Outcome> replyTo;
  private AggregateApproval approval;
  private List<Receipt> receipts = List.of();
  private ValidationProtocol.@Nullable CertificateResult checked;
  private @Nullable Approval vote;
  private boolean voteHeld;
  private int unchecked;

  /** An import that starts at once. */
  static Behavior<ActorMessage> create(Peers peers, Order order, ActorRef<Outcome> replyTo) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new PatienceOver(), order.patience());
                  return new BlockImport(context, peers, order, replyTo);
                }));
  }

  private BlockImport(
      ActorContext<ActorMessage> context, Peers peers, Order order, ActorRef<Outcome> replyTo) {
    super(context);
    this.peers = peers;
    this.order = order;
    this.replyTo = replyTo;
    this.approval = order.block().approval();
    this.checked = order.checked();
    if (order.own() || checked != null) {
      execute();
    } else {
      checkCertificate(Presigned::new);
    }
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    if (!(message instanceof Internal internal)) {
      return Behaviors.unhandled();
    }
    return switch (internal) {
      case Presigned presigned -> onPresigned(presigned.result());
      case Executed executed -> onExecuted(executed.reply());
      case Receipts fetched -> onReceipts(fetched.reply());
      case Voted voted -> onVoted(voted.result());
      case Judged judged -> onJudged(judged.result());
      case PatienceOver over -> hold("import-timeout", "the import took too long", false);
    };
  }

  private void checkCertificate(Function<ValidationProtocol.CertificateResult, ActorMessage> wrap) {
    peers
        .validation()
        .ask(
            getContext(),
            order.patience(),
            replyTo ->
                new ValidationProtocol.CheckCertificate(
                    order.root(), order.block().message().slot(), approval, replyTo),
            wrap);
  }

  private void execute() {
    peers
        .engine()
        .tell(
            new EngineProtocol.ExecutePayload(
                order.block().message().payload(),
                order.block().message().parentHash(),
                getContext().messageAdapter(EngineProtocol.ExecuteReply.class, Executed::new)));
  }

  private Behavior<ActorMessage> onPresigned(ValidationProtocol.CertificateResult result) {
    return switch (result) {
      case ValidationProtocol.BadCertificate bad -> refuse(bad.code(), bad.detail());
      case ValidationProtocol.CertificateUnchecked(var why) -> checkAgain(Presigned::new, why);
      case ValidationProtocol.Certified _, ValidationProtocol.Incomplete _ -> {
        checked = result;
        execute();
        yield this;
      }
    };
  }

  private Behavior<ActorMessage> onExecuted(EngineProtocol.ExecuteReply reply) {
    return switch (reply) {
      case EngineProtocol.PayloadJudged judged ->
          switch (judged.status()) {
            case PayloadStatus.Valid valid -> fetchReceipts();
            case PayloadStatus.Invalid invalid ->
                refuse("payload-invalid", "payload-invalid: " + invalid.reason());
            case PayloadStatus.Syncing syncing -> hold("engine-syncing", "SYNCING", true);
            case PayloadStatus.Accepted accepted -> hold("engine-syncing", "ACCEPTED", true);
          };
      case EngineProtocol.Unavailable lost -> hold("engine-unavailable", lost.detail(), true);
      case EngineProtocol.Refused refused ->
          hold("engine-refused", refused.reason().toString(), true);
    };
  }

  private Behavior<ActorMessage> fetchReceipts() {
    var payload = order.block().message().payload();
    if (payload.transactions().isEmpty()) {
      return vote();
    }
    peers
        .engine()
        .tell(
            new EngineProtocol.FetchReceipts(
                payload,
                getContext().messageAdapter(EngineProtocol.ReceiptsReply.class, Receipts::new)));
    return this;
  }

  private Behavior<ActorMessage> onReceipts(EngineProtocol.ReceiptsReply reply) {
    return switch (reply) {
      case EngineProtocol.ReceiptsFetched fetched -> {
        receipts = fetched.receipts();
        yield vote();
      }
      case EngineProtocol.Unavailable lost -> hold("engine-unavailable", lost.detail(), true);
      case EngineProtocol.Refused refused ->
          hold("receipts-missing", refused.reason().toString(), false);
    };
  }

  private Behavior<ActorMessage> vote() {
    var index = order.authority();
    var signer = peers.signing();
    var needless = checked instanceof ValidationProtocol.Certified;
    if (needless || index == null || signer == null || approval.bits().has(index)) {
      return judge();
    }
    var facts = EnumSet.of(VoteFact.ENGINE_VALID);
    facts.addAll(order.facts());
    signer.tell(
        new SigningProtocol.Sign(
            new VoteRequest(
                order.root(), order.block().message().slot(), order.parentSlot(), facts),
            getContext().messageAdapter(SigningProtocol.SignResult.class, Voted::new)));
    return this;
  }

  private Behavior<ActorMessage> onVoted(SigningProtocol.SignResult result) {
    var index = order.authority();
    if (result instanceof SigningProtocol.Signed signed && index != null) {
      var sum =
          approval.bits().count() == 0
              ? signed.signature()
              : peers.aggregate().apply(approval.signature(), signed.signature());
      approval = new AggregateApproval(approval.bits().with(index), sum);
      vote = new Approval(signed.signature(), index);
      checked = null;
      return judge();
    }
    voteHeld =
        result instanceof SigningProtocol.Held || result instanceof SigningProtocol.SignerFailed;
    if (order.own()) {
      return switch (result) {
        case SigningProtocol.Held held ->
            hold("vote-" + code(held.obstacle()), explain(held.obstacle()), false);
        case SigningProtocol.Refused refused ->
            hold("vote-" + code(refused.obstacle()), explain(refused.obstacle()), false);
        case SigningProtocol.SignerFailed failed -> hold("signer-failed", failed.reason(), false);
        case SigningProtocol.Signed signed -> judge();
      };
    }
    return judge();
  }

  private static String explain(VoteObstacle obstacle) {
    return switch (obstacle) {
      case SLOT_NOT_ABOVE_WATERMARK ->
          "this slot is not above the key's watermark; signing goes on above it (rules 2.2, 2.9)";
      case PARENT_BELOW_LOCK ->
          "the parent lies below the key's lock: another branch is locked, or the watermark was"
              + " lost or restored and blocks of other members, or a restart record, are needed"
              + " (rules 2.3, 2.9)";
      case CLOCK_OFF ->
          "the clock is more than a slot off the members' median: set it right (rule 2.10)";
      case CLOCK_UNCHECKED ->
          "the key's watermark was lost or is old, and is set anew once the clocks of a quorum of"
              + " members are known (rule 2.9)";
      case WATCHING_OWN_KEY ->
          "the node watches first whether somebody else signs with its key (rule 2.10)";
      case SLOT_NOT_BEGUN, PARENT_NOT_CERTIFIED, ENGINE_NOT_VALID -> "the vote waits (rule 2.3)";
      case OFF_COMMITTED_CHAIN, SLOT_NOT_USABLE -> "the vote is refused (rules 2.3, 2.8)";
    };
  }

  private static String code(Enum<?> obstacle) {
    return obstacle.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private Behavior<ActorMessage> judge() {
    if (checked != null) {
      return onJudged(checked);
    }
    checkCertificate(Judged::new);
    return this;
  }

  private Behavior<ActorMessage> onJudged(ValidationProtocol.CertificateResult result) {
    var signed = new SignedBlock(order.block().message(), approval);
    switch (result) {
      case ValidationProtocol.Certified certified ->
          replyTo.tell(new Certified(signed, order.root(), receipts, vote));
      case ValidationProtocol.Incomplete incomplete ->
          replyTo.tell(new Uncertified(signed, order.root(), receipts, vote, voteHeld));
      case ValidationProtocol.BadCertificate bad ->
          replyTo.tell(new Refused(order.root(), bad.code(), bad.detail()));
      case ValidationProtocol.CertificateUnchecked(var why) -> {
        return checkAgain(Judged::new, why);
      }
    }
    return Behaviors.stopped();
  }

  /** A validator that dies of one check leaves others that can make it. */
  private Behavior<ActorMessage> checkAgain(
      Function<ValidationProtocol.CertificateResult, ActorMessage> wrap, Unavailable why) {
    if (++unchecked > MOST_CHECKS_AGAIN) {
      return hold("validation-unavailable", why.reason(), false);
    }
    checkCertificate(wrap);
    return this;
  }

  private Behavior<ActorMessage> refuse(String code, String detail) {
    replyTo.tell(new Refused(order.root(), code, detail));
    return Behaviors.stopped();
  }

  private Behavior<ActorMessage> hold(String code, String detail, boolean behind) {
    replyTo.tell(new Held(order.root(), code, detail, behind));
    return Behaviors.stopped();
  }
}
