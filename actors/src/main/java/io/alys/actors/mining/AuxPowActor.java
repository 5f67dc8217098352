package io.alys.actors.mining;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.bus.Address;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.mining.AuxPowProtocol.ChainAdvanced;
import io.alys.messages.mining.AuxPowProtocol.ChainLost;
import io.alys.messages.mining.AuxPowProtocol.Command;
import io.alys.messages.mining.AuxPowProtocol.CreateTemplate;
import io.alys.messages.mining.AuxPowProtocol.DiscardHeader;
import io.alys.messages.mining.AuxPowProtocol.GetQueued;
import io.alys.messages.mining.AuxPowProtocol.PickHeader;
import io.alys.messages.mining.AuxPowProtocol.SubmitProof;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.SubmitVerdict;
import io.alys.workflows.pow.TemplateBook;
import io.alys.workflows.spec.ChainSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Owns the templates that miners work on and the proofs that wait for a block (rule 7.3). It knows
 * the chain only through the ChainActor's {@link ChainAdvanced}.
 */
public final class AuxPowActor extends AbstractOnMessageBehavior<ActorMessage> {

  /**
   * Its bounds: templates kept, proofs whose parent header is being looked up, and how long that
   * may take.
   */
  public record Limits(int maxTemplates, int maxPendingProofs, Duration askTimeout) {}

  /** The actors that it talks to. */
  public record Peers(
      Address<StorageProtocol.Command> storage,
      ActorRef<ChainProtocol.Command> chain,
      ActorRef<Topic.Command<NodeEvent>> events) {}

  private sealed interface Internal extends ActorMessage {}

  private record ParentHeaderLookedUp(SubmitProof proof, StorageProtocol.ParentHeaderResult result)
      implements Internal {}

  private final Peers peers;
  private final Limits limits;
  private final TemplateBook book;
  private @Nullable ChainAdvanced basis;
  private @Nullable String chainLost;
  private int pendingProofs;

  /** The actor's behaviour. */
  public static Behavior<Command> create(Peers peers, ChainSpec spec, Limits limits) {
    return Behaviors.<ActorMessage>setup(context -> new AuxPowActor(context, peers, spec, limits))
        .narrow();
  }

  private AuxPowActor(
      ActorContext<ActorMessage> context, Peers peers, ChainSpec spec, Limits limits) {
    super(context);
    this.peers = peers;
    this.limits = limits;
    this.book = new TemplateBook(spec, limits.maxTemplates());
    peers.chain().tell(new ChainProtocol.AdviseMiners());
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case CreateTemplate create -> onCreateTemplate(create);
      case SubmitProof submit -> onSubmitProof(submit);
      case GetQueued get -> get.replyTo().tell(picked(book.pick()));
      case PickHeader pick -> onPickHeader(pick);
      case DiscardHeader discard -> onDiscardHeader(discard);
      case ChainAdvanced advanced -> onChainAdvanced(advanced);
      case ChainLost(var reason) -> chainLost = reason;
    }
  }

  private void onInternal(Internal internal) {
    switch (internal) {
      case ParentHeaderLookedUp looked -> onParentHeaderLookedUp(looked);
    }
  }

  private void onChainAdvanced(ChainAdvanced advanced) {
    basis = advanced;
    chainLost = null;
    book.advance(advanced);
  }

  private void onCreateTemplate(CreateTemplate create) {
    if (chainLost != null) {
      create.replyTo().tell(new AuxPowProtocol.MiningUnavailable(chainLost));
      return;
    }
    if (basis == null) {
      create
          .replyTo()
          .tell(new AuxPowProtocol.NoTemplate("syncing", "the node has not loaded its chain yet"));
      return;
    }
    create
        .replyTo()
        .tell(
            book.create(create.miner())
                .<AuxPowProtocol.TemplateReply>map(AuxPowActor::asWork)
                .orElseGet(
                    () ->
                        new AuxPowProtocol.NoTemplate(
                            "nothing-committed",
                            "every committed block is final already; the next one comes with the"
                                + " next slots")));
  }

  private static AuxPowProtocol.Template asWork(MiningTemplate template) {
    return new AuxPowProtocol.Template(
        template.workHash(),
        template.required().chainId(),
        template.state().lastPow().root(),
        template.required().bits(),
        heightOf(template.required().height()),
        template.first(),
        template.end());
  }

  private static Height heightOf(UInt64 height) {
    return new Height(height.toLongExact());
  }

  private void onSubmitProof(SubmitProof submit) {
    if (chainLost != null) {
      submit.replyTo().tell(new AuxPowProtocol.MiningUnavailable(chainLost));
      return;
    }
    if (pendingProofs >= limits.maxPendingProofs()) {
      submit
          .replyTo()
          .tell(new AuxPowProtocol.MiningUnavailable("too many proofs are being checked"));
      return;
    }
    pendingProofs++;
    var parentHeader = BitcoinCodec.hash(submit.auxpow().parentBlock());
    peers
        .storage()
        .ask(
            getContext(),
            limits.askTimeout(),
            replyTo -> new StorageProtocol.FindParentHeader(parentHeader, replyTo),
            (StorageProtocol.ParentHeaderResult result) ->
                new ParentHeaderLookedUp(submit, result));
  }

  private void onParentHeaderLookedUp(ParentHeaderLookedUp looked) {
    pendingProofs--;
    var proof = looked.proof();
    if (!(looked.result() instanceof StorageProtocol.ParentHeaderFound found)) {
      proof.replyTo().tell(new AuxPowProtocol.MiningUnavailable("the store did not answer"));
      return;
    }
    var verdict = book.submit(proof.workHash(), proof.auxpow());
    if (verdict instanceof SubmitVerdict.Queued queued && !found.blocks().isEmpty()) {
      book.discard(queued.template().workHash());
      proof
          .replyTo()
          .tell(
              new AuxPowProtocol.ProofRefused(
                  "parent-header-reused", "a new parent header", found.blocks().toString()));
      return;
    }
    proof.replyTo().tell(answer(verdict));
    if (verdict instanceof SubmitVerdict.Queued queued) {
      var template = queued.template();
      peers
          .events()
          .tell(
              Topic.publish(
                  new NodeEvent.ProofQueued(template.first(), template.end(), template.miner())));
    }
  }

  private static AuxPowProtocol.SubmitReply answer(SubmitVerdict verdict) {
    return switch (verdict) {
      case SubmitVerdict.Queued queued -> accepted(queued.template(), false);
      case SubmitVerdict.Again again -> accepted(again.template(), true);
      case SubmitVerdict.Unknown unknown -> new AuxPowProtocol.UnknownWork(unknown.workHash());
      case SubmitVerdict.RangeFinal late ->
          new AuxPowProtocol.ProofRefused(
              "range-final", "a range that is not final", late.template().first().toString());
      case SubmitVerdict.RangeOrphaned late ->
          new AuxPowProtocol.ProofRefused(
              "range-orphaned", "a range on the chain", late.template().first().toString());
      case SubmitVerdict.ParentHeaderReused reused ->
          new AuxPowProtocol.ProofRefused(
              "parent-header-reused", "a new parent header", reused.parentHeader().hex());
      case SubmitVerdict.Invalid invalid -> {
        var first = invalid.failures().getFirst();
        yield new AuxPowProtocol.ProofRefused(
            first.rule().id(), first.expected().hex(), first.found().hex());
      }
    };
  }

  private static AuxPowProtocol.ProofAccepted accepted(MiningTemplate template, boolean again) {
    return new AuxPowProtocol.ProofAccepted(template.first(), template.end(), again);
  }

  private void onPickHeader(PickHeader pick) {
    var current = basis;
    var header =
        current != null && current.head().root().equals(pick.parent())
            ? book.pick()
            : Optional.<AuxPowHeader>empty();
    pick.replyTo().tell(picked(header));
  }

  private static AuxPowProtocol.PickReply picked(Optional<AuxPowHeader> header) {
    return header
        .<AuxPowProtocol.PickReply>map(AuxPowProtocol.Picked::new)
        .orElseGet(AuxPowProtocol.NothingQueued::new);
  }

  private void onDiscardHeader(DiscardHeader discard) {
    book.templates().stream()
        .filter(
            template ->
                template.end().root().equals(discard.header().rangeEnd())
                    && template.miner().equals(discard.header().feeRecipient()))
        .forEach(
            template -> {
              getContext()
                  .getLog()
                  .error(
                      "proof for {}..{} of {} is dropped: {}",
                      template.first(),
                      template.end(),
                      template.miner(),
                      discard.reason());
              book.discard(template.workHash());
            });
  }
}
