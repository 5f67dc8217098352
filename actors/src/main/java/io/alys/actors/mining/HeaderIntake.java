package io.alys.actors.mining;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.mining.AuxPowProtocol.TakeHeader;
import io.alys.messages.network.Gossip;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.storage.StorageProtocol;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.SubmitVerdict;
import io.alys.workflows.pow.TemplateBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes headers that peers gossip into the queue, so that the next author, whoever it is, finds
 * them (rule 7.3); those that are ahead of the own chain wait for it. Part of the AuxPowActor.
 */
final class HeaderIntake {

  private static final int MOST_AHEAD = 16;

  /** Where else the parent header of a gossiped proof occurs; nobody asks when replyTo is null. */
  record LookedUp(
      AuxPowHeader header,
      @Nullable ActorRef<GossipVerdict> replyTo,
      StorageProtocol.ParentHeaderResult result)
      implements ActorMessage {}

  private final ActorContext<ActorMessage> context;
  private final AuxPowActor.Peers peers;
  private final AuxPowActor.Limits limits;
  private final AuxPowActor.Stock stock;
  private final List<AuxPowHeader> ahead = new ArrayList<>();
  private int pending;

  HeaderIntake(
      ActorContext<ActorMessage> context,
      AuxPowActor.Peers peers,
      AuxPowActor.Limits limits,
      AuxPowActor.Stock stock) {
    this.context = context;
    this.peers = peers;
    this.limits = limits;
    this.stock = stock;
  }

  /** A proof of an own miner is on disk: the other authors may include it, too. */
  void publish(AuxPowHeader header) {
    if (peers.network() != null) {
      peers.network().tell(new NetworkProtocol.Publish(new Gossip.OfHeader(header)));
    }
  }

  void onTakeHeader(TakeHeader take) {
    if (pending >= limits.maxPendingProofs()) {
      take.replyTo().tell(new GossipVerdict.Ignore("busy", "too many proofs are being checked"));
      return;
    }
    lookUp(take.header(), take.replyTo());
  }

  /** The chain moved on: headers that were ahead of it may fit now. */
  void onChainAdvanced() {
    var waiting = List.copyOf(ahead);
    ahead.clear();
    waiting.forEach(header -> lookUp(header, null));
  }

  private void lookUp(AuxPowHeader header, @Nullable ActorRef<GossipVerdict> replyTo) {
    var proof = header.auxpow();
    if (proof == null) {
      answer(replyTo, new GossipVerdict.Reject("proof-missing", "a header without AuxPoW"));
      return;
    }
    pending++;
    var parentHeader = BitcoinCodec.hash(proof.parentBlock());
    peers
        .storage()
        .ask(
            context,
            limits.askTimeout(),
            me -> new StorageProtocol.FindParentHeader(parentHeader, me),
            (StorageProtocol.ParentHeaderResult result) -> new LookedUp(header, replyTo, result));
  }

  void onLookedUp(LookedUp looked) {
    pending--;
    if (looked.result() instanceof StorageProtocol.ParentHeaderFound found) {
      var verdict =
          found.blocks().isEmpty()
              ? judge(looked)
              : new GossipVerdict.Ignore("known", "included in " + found.blocks());
      answer(looked.replyTo(), verdict);
    } else {
      answer(looked.replyTo(), new GossipVerdict.Ignore("unavailable", "the store is away"));
    }
  }

  private GossipVerdict judge(LookedUp looked) {
    Optional<SubmitVerdict> verdict = stock.book().take(looked.header());
    if (verdict.isEmpty()) {
      return keepAhead(looked.header());
    }
    return switch (verdict.get()) {
      case SubmitVerdict.Queued queued -> queued(looked, queued.template());
      case SubmitVerdict.Again _ -> new GossipVerdict.Ignore("known", "it is queued already");
      case SubmitVerdict.Invalid invalid ->
          new GossipVerdict.Reject(
              invalid.failures().getFirst().rule().id(), invalid.failures().toString());
      case SubmitVerdict.ParentHeaderReused _ ->
          new GossipVerdict.Ignore("parent-header-reused", "queued with another range");
      case SubmitVerdict.RangeFinal _, SubmitVerdict.RangeOrphaned _, SubmitVerdict.Unknown _ ->
          new GossipVerdict.Ignore("range-over", "its range is final or off the chain");
    };
  }

  private GossipVerdict queued(LookedUp looked, MiningTemplate template) {
    var proof = looked.header().auxpow();
    if (proof == null || !template.header(proof).equals(looked.header())) {
      stock.book().discard(template.workHash());
      return new GossipVerdict.Reject("wrong-header", "bits, chain id or height are not required");
    }
    stock.records().keep(template, AuxPowActor.Forgotten::new);
    stock
        .records()
        .keep(new TemplateBook.Proof(template.workHash(), proof), AuxPowActor.Forgotten::new);
    if (looked.replyTo() == null) {
      publish(looked.header());
    }
    return new GossipVerdict.Accept();
  }

  private GossipVerdict keepAhead(AuxPowHeader header) {
    if (ahead.size() >= MOST_AHEAD) {
      ahead.removeFirst();
    }
    ahead.add(header);
    return new GossipVerdict.Ignore("range-unknown", "its range is not committed here");
  }

  private static void answer(@Nullable ActorRef<GossipVerdict> replyTo, GossipVerdict verdict) {
    if (replyTo != null) {
      replyTo.tell(verdict);
    }
  }
}
