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
import io.alys.messages.mining.AuxPowProtocol.TakeHeader;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.SubmitVerdict;
import io.alys.workflows.pow.TemplateBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owns the templates that miners work on and the proofs that wait for a block (rule 7.3); what it
 * has told a miner is on disk. It knows the chain only through the ChainActor's {@link
 * ChainAdvanced}. This is its running phase; {@link AuxPowStart} comes before.
 */
public final class AuxPowActor extends AbstractOnMessageBehavior<ActorMessage> {

  /**
   * Its bounds: templates kept, proofs that are being looked into or stored, how long the store may
   * take to answer, and when it is asked again.
   */
  public record Limits(
      int maxTemplates, int maxPendingProofs, Duration askTimeout, Duration retryDelay) {}

  /** The actors that it talks to; {@code network} is null for a node without peers. */
  public record Peers(
      Address<StorageProtocol.Command> storage,
      ActorRef<ChainProtocol.Command> chain,
      ActorRef<Topic.Command<NodeEvent>> events,
      @Nullable Address<NetworkProtocol.Command> network) {}

  private sealed interface Internal extends ActorMessage {}

  private record ParentHeaderLookedUp(SubmitProof proof, StorageProtocol.ParentHeaderResult result)
      implements Internal {}

  private record TemplateKept(MiningTemplate template, RecordResult result) implements Internal {}

  private record ProofKept(MiningTemplate template, RecordResult result) implements Internal {}

  /** The answer to forgetting dead work, and to keeping what a peer sent. */
  record Forgotten(RecordResult result) implements ActorMessage {}

  private final Peers peers;
  private final Limits limits;
  private final MiningRecords records;
  private final TemplateBook book;
  private final HeaderIntake headers;
  private final Set<Hash32> onDisk = new HashSet<>();
  private final Map<Hash32, List<CreateTemplate>> awaitTemplate = new HashMap<>();
  private final Map<Hash32, List<SubmitProof>> awaitProof = new HashMap<>();
  private @Nullable ChainAdvanced basis;
  private @Nullable String chainLost;
  private int pendingProofs;

  /** What was stored, and the last word of the chain, null if there was none yet. */
  record Stock(MiningRecords records, TemplateBook book, @Nullable Command chain) {}

  /** The running phase. */
  static Behavior<ActorMessage> running(
      ActorContext<ActorMessage> context, Peers peers, Limits limits, Stock stock) {
    var actor = new AuxPowActor(context, peers, limits, stock);
    if (stock.chain() != null) {
      actor.onCommand(stock.chain());
    }
    return actor;
  }

  private AuxPowActor(ActorContext<ActorMessage> context, Peers peers, Limits limits, Stock stock) {
    super(context);
    this.peers = peers;
    this.limits = limits;
    this.records = stock.records();
    this.book = stock.book();
    this.headers = new HeaderIntake(context, peers, limits, stock);
    book.templates().forEach(template -> onDisk.add(template.workHash()));
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      case Forgotten forgotten -> onForgotten(forgotten);
      case HeaderIntake.LookedUp looked -> headers.onLookedUp(looked);
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
      case TakeHeader take -> headers.onTakeHeader(take);
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
      case TemplateKept kept -> onTemplateKept(kept);
      case ProofKept kept -> onProofKept(kept);
    }
  }

  private void onChainAdvanced(ChainAdvanced advanced) {
    basis = advanced;
    chainLost = null;
    book.advance(advanced);
    forgetGone();
    headers.onChainAdvanced();
  }

  private void forgetGone() {
    var gone = book.takeGone();
    if (!gone.isEmpty()) {
      gone.forEach(onDisk::remove);
      records.forget(gone, Forgotten::new);
    }
  }

  private void onForgotten(Forgotten forgotten) {
    if (!(forgotten.result() instanceof StorageProtocol.RecordStored)) {
      getContext().getLog().warn("work on disk is not as it should be: {}", forgotten.result());
    }
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
    var template = book.create(create.miner());
    forgetGone();
    if (template.isPresent()) {
      handOut(template.get(), create);
      return;
    }
    create
        .replyTo()
        .tell(
            new AuxPowProtocol.NoTemplate(
                "nothing-committed",
                "every committed block is final already; the next one comes with the next slots"));
  }

  /** Hands work out when it is on disk, so that it stays good whatever happens. */
  private void handOut(MiningTemplate template, CreateTemplate create) {
    var workHash = template.workHash();
    if (onDisk.contains(workHash)) {
      create.replyTo().tell(asWork(template));
      return;
    }
    var waiting = awaitTemplate.get(workHash);
    if (waiting != null) {
      waiting.add(create);
      return;
    }
    awaitTemplate.put(workHash, new ArrayList<>(List.of(create)));
    records.keep(template, result -> new TemplateKept(template, result));
  }

  private void onTemplateKept(TemplateKept kept) {
    var template = kept.template();
    var waiting = Objects.requireNonNull(awaitTemplate.remove(template.workHash()));
    if (kept.result() instanceof StorageProtocol.RecordStored && book.isLive(template.workHash())) {
      onDisk.add(template.workHash());
    }
    var reply =
        switch (kept.result()) {
          case StorageProtocol.RecordStored _ -> asWork(template);
          case StorageProtocol.RecordRefused(var reason) ->
              new AuxPowProtocol.MiningUnavailable(reason);
          case StorageProtocol.StorageRefused refused ->
              new AuxPowProtocol.MiningUnavailable(refused.reason());
          case StorageProtocol.StorageUnavailable away ->
              new AuxPowProtocol.MiningUnavailable(away.reason());
        };
    waiting.forEach(create -> create.replyTo().tell(reply));
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
    var proof = looked.proof();
    if (!(looked.result() instanceof StorageProtocol.ParentHeaderFound found)) {
      answer(proof, new AuxPowProtocol.MiningUnavailable("the store did not answer"));
      return;
    }
    var verdict = book.submit(proof.workHash(), proof.auxpow());
    switch (verdict) {
      case SubmitVerdict.Queued queued when !found.blocks().isEmpty() -> {
        book.discard(queued.template().workHash());
        answer(
            proof,
            new AuxPowProtocol.ProofRefused(
                "parent-header-reused", "a new parent header", found.blocks().toString()));
      }
      case SubmitVerdict.Queued queued -> keep(queued.template(), proof);
      case SubmitVerdict.Again again when awaitProof.containsKey(again.template().workHash()) ->
          awaitProof.get(again.template().workHash()).add(proof);
      default -> answer(proof, answer(verdict));
    }
  }

  private void keep(MiningTemplate template, SubmitProof proof) {
    awaitProof.put(template.workHash(), new ArrayList<>(List.of(proof)));
    records.keep(
        new TemplateBook.Proof(template.workHash(), proof.auxpow()),
        result -> new ProofKept(template, result));
  }

  private void onProofKept(ProofKept kept) {
    var template = kept.template();
    var waiting = Objects.requireNonNull(awaitProof.remove(template.workHash()));
    if (kept.result() instanceof StorageProtocol.RecordStored) {
      headers.publish(template.header(waiting.getFirst().auxpow()));
      peers
          .events()
          .tell(
              Topic.publish(
                  new NodeEvent.ProofQueued(template.first(), template.end(), template.miner())));
    } else {
      book.discard(template.workHash());
    }
    boolean again = false;
    for (var proof : waiting) {
      answer(proof, reply(template, kept.result(), again));
      again = true;
    }
  }

  private static AuxPowProtocol.SubmitReply reply(
      MiningTemplate template, RecordResult result, boolean again) {
    return switch (result) {
      case StorageProtocol.RecordStored _ -> accepted(template, again);
      case StorageProtocol.RecordRefused(var reason) ->
          new AuxPowProtocol.ProofRefused("proof-too-large", "a proof that can be stored", reason);
      case StorageProtocol.StorageRefused refused ->
          new AuxPowProtocol.MiningUnavailable(refused.reason());
      case StorageProtocol.StorageUnavailable away ->
          new AuxPowProtocol.MiningUnavailable(away.reason());
    };
  }

  private void answer(SubmitProof proof, AuxPowProtocol.SubmitReply reply) {
    pendingProofs--;
    proof.replyTo().tell(reply);
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
              records.forgetProof(template.workHash(), Forgotten::new);
            });
  }
}
