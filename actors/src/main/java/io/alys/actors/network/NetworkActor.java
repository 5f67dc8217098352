package io.alys.actors.network;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.network.Gossip;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.network.NetworkProtocol.BlocksReply;
import io.alys.messages.network.NetworkProtocol.Command;
import io.alys.messages.peers.BlockRange;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.RootApproval;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.PeerId;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.GossipWire;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.GossipId;
import io.alys.workflows.ports.GossipListener;
import io.alys.workflows.ports.PeerTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries gossip in and out, asks peers for what the chain lacks and answers what they ask. Owns
 * nothing that lasts: a block or approval that is lost with it is asked for again.
 */
public final class NetworkActor extends AbstractOnMessageBehavior<ActorMessage> {

  /** How bad it is to send what an honest peer would not have sent, of 100. */
  private static final int BLAME = 20;

  /**
   * Bounds.
   *
   * @param maxBlocksServed blocks in an answer to a peer
   * @param maxAnswers answers under way at a time
   * @param peersAsked peers that are asked for one thing at a time
   * @param askTimeout for questions to other actors of the node
   */
  public record Limits(int maxBlocksServed, int maxAnswers, int peersAsked, Duration askTimeout) {

    /** What the node uses unless it is told otherwise. */
    public static final Limits DEFAULT = new Limits(128, 16, 2, Duration.ofSeconds(5));
  }

  /** What it works with; {@code peers} is null when nobody keeps scores. */
  record Means(
      PeerTransport transport,
      GossipWire wire,
      RequestKinds kinds,
      Limits limits,
      Address<ChainProtocol.Command> chain,
      Address<AuxPowProtocol.Command> mining,
      @Nullable ActorRef<PeerProtocol.Command> peers) {}

  private sealed interface Internal extends ActorMessage {}

  private record Heard(GossipListener.Gossip message) implements Internal {}

  private record Judged(GossipId id, PeerId from, GossipVerdict verdict) implements Internal {}

  private record BlocksCame(PeerId peer, List<Hash32> wanted, Answer<SignedBlock> answer)
      implements Internal {}

  private record BlockTaken(PeerId peer, GossipVerdict verdict) implements Internal {}

  private record ApprovalsCame(PeerId peer, Hash32 root, Answer<RootApproval> answer)
      implements Internal {}

  private record Fetched(Answer<SignedBlock> answer, ActorRef<BlocksReply> replyTo)
      implements Internal {}

  private final Means means;
  private final Questions questions;
  private final Answering answering;
  private List<PeerId> peers = new ArrayList<>();

  /** The actor over a transport that is opened and closed by others. */
  static Behavior<Command> create(Means means) {
    return Behaviors.<ActorMessage>setup(context -> new NetworkActor(context, means)).narrow();
  }

  private NetworkActor(ActorContext<ActorMessage> context, Means means) {
    super(context);
    this.means = means;
    this.questions = new Questions(means.transport(), means.kinds());
    this.answering = new Answering(context, means);
    answering.open(means.transport());
    var me = context.getSelf();
    for (var topic : means.wire().topics()) {
      means.transport().subscribe(topic, message -> me.tell(new Heard(message)));
    }
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case Internal internal -> onInternal(internal);
      case Answering.Step step -> answering.onStep(step);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case NetworkProtocol.Publish(var gossip) -> onPublish(gossip);
      case NetworkProtocol.UsePeers(var ready) -> peers = new ArrayList<>(ready);
      case NetworkProtocol.WantBlocks(var roots) -> onWantBlocks(roots);
      case NetworkProtocol.WantApprovals(var root) -> onWantApprovals(root);
      case NetworkProtocol.FetchRange(var peer, var from, var count, var replyTo) ->
          answer(questions.range(peer, new BlockRange(from, count)), replyTo);
      case NetworkProtocol.FetchBlock(var peer, var root, var replyTo) ->
          answer(questions.byRoot(peer, List.of(root)), replyTo);
      case NetworkProtocol.Blame(var peer, var code, var detail) -> blame(peer, code, detail);
    }
  }

  private void onInternal(Internal internal) {
    switch (internal) {
      case Heard(var message) -> onHeard(message);
      case Judged judged -> onJudged(judged);
      case BlocksCame came -> onBlocksCame(came);
      case BlockTaken(var peer, GossipVerdict.Reject(var code, var detail)) ->
          blame(peer, code, detail);
      case BlockTaken _ -> {} // The chain has it, or can't judge it now.
      case ApprovalsCame came -> onApprovalsCame(came);
      case Fetched(var answer, var replyTo) -> replyTo.tell(reply(answer));
    }
  }

  private void onPublish(Gossip gossip) {
    var frame = means.wire().frame(gossip);
    if (frame.isEmpty()) {
      getContext().getLog().warn("too large for gossip: {}", gossip.getClass().getSimpleName());
      return;
    }
    var result = means.transport().publish(frame.get().topic(), frame.get().payload());
    getContext().getLog().debug("{} on {}: {}", gossip.getClass(), frame.get().topic(), result);
  }

  private void onHeard(GossipListener.Gossip message) {
    switch (means.wire().decode(message.topic(), message.payload())) {
      case Decoded.Ok<Gossip>(var gossip) -> judge(message, gossip);
      case Decoded.Refused<Gossip>(var reason, var offset, var detail) ->
          onJudged(
              new Judged(
                  message.id(),
                  message.from(),
                  new GossipVerdict.Reject("malformed", reason + " at " + offset + ": " + detail)));
    }
  }

  private void judge(GossipListener.Gossip message, Gossip gossip) {
    var within = means.limits().askTimeout();
    switch (gossip) {
      case Gossip.OfBlock(var block) ->
          means
              .chain()
              .ask(
                  getContext(),
                  within,
                  me -> new ChainProtocol.TakeBlock(block, me),
                  (GossipVerdict verdict) -> judged(message, verdict));
      case Gossip.OfApproval(var approval) ->
          means
              .chain()
              .ask(
                  getContext(),
                  within,
                  me -> new ChainProtocol.TakeApproval(approval, me),
                  (GossipVerdict verdict) -> judged(message, verdict));
      case Gossip.OfHeader(var header) ->
          means
              .mining()
              .ask(
                  getContext(),
                  within,
                  me -> new AuxPowProtocol.TakeHeader(header, me),
                  (GossipVerdict verdict) -> judged(message, verdict));
      // Nobody here could say whether they are good.
      case Gossip.OfPegoutSignatures _ ->
          means.transport().verdict(message.id(), PeerTransport.Verdict.IGNORE);
    }
  }

  private static ActorMessage judged(GossipListener.Gossip message, GossipVerdict verdict) {
    return new Judged(message.id(), message.from(), verdict);
  }

  private void onJudged(Judged judged) {
    var verdict =
        switch (judged.verdict()) {
          case GossipVerdict.Accept _ -> PeerTransport.Verdict.ACCEPT;
          case GossipVerdict.Ignore _ -> PeerTransport.Verdict.IGNORE;
          case GossipVerdict.Reject(var code, var detail) -> {
            getContext().getLog().info("gossip of {}: {} {}", judged.from(), code, detail);
            yield PeerTransport.Verdict.REJECT;
          }
        };
    means.transport().verdict(judged.id(), verdict);
  }

  private void onWantBlocks(List<Hash32> roots) {
    if (roots.isEmpty()) {
      return;
    }
    for (var peer : nextPeers()) {
      Replies.pipeToSelf(
          getContext(),
          questions.byRoot(peer, roots),
          (answer, thrown) -> new BlocksCame(peer, roots, orBroken(answer, thrown)));
    }
  }

  private void onBlocksCame(BlocksCame came) {
    switch (came.answer()) {
      case Answer.Whole<SignedBlock>(var blocks) ->
          blocks.forEach(block -> take(came.peer(), came.wanted(), block));
      case Answer.Broken<SignedBlock> broken when broken.malformed() ->
          blame(came.peer(), "malformed-answer", broken.reason());
      case Answer.Broken<SignedBlock> _ -> {} // The chain asks again, and others.
    }
  }

  private void take(PeerId peer, List<Hash32> wanted, SignedBlock block) {
    if (!wanted.contains(SigningRoot.of(block.message()))) {
      blame(peer, "unwanted-block", "block " + block.message().height() + " was not asked for");
      return;
    }
    means
        .chain()
        .ask(
            getContext(),
            means.limits().askTimeout(),
            me -> new ChainProtocol.TakeBlock(block, me),
            (GossipVerdict verdict) -> new BlockTaken(peer, verdict));
  }

  private void onWantApprovals(Hash32 root) {
    for (var peer : nextPeers()) {
      Replies.pipeToSelf(
          getContext(),
          questions.approvals(peer, root),
          (answer, thrown) -> new ApprovalsCame(peer, root, orBroken(answer, thrown)));
    }
  }

  private void onApprovalsCame(ApprovalsCame came) {
    if (came.answer() instanceof Answer.Whole<RootApproval>(var approvals)) {
      approvals.stream()
          .filter(approval -> approval.root().equals(came.root()))
          .forEach(
              approval ->
                  means
                      .chain()
                      .tell(new ChainProtocol.TakeApprovals(came.root(), approval.approval())));
    }
  }

  /** Others than the last time, so that whoever keeps quiet is not asked for ever. */
  private List<PeerId> nextPeers() {
    var next = List.copyOf(peers.subList(0, Math.min(means.limits().peersAsked(), peers.size())));
    Collections.rotate(peers, -next.size());
    return next;
  }

  private void answer(
      CompletionStage<Answer<SignedBlock>> question, ActorRef<BlocksReply> replyTo) {
    Replies.pipeToSelf(
        getContext(), question, (answer, thrown) -> new Fetched(orBroken(answer, thrown), replyTo));
  }

  private static BlocksReply reply(Answer<SignedBlock> answer) {
    return switch (answer) {
      case Answer.Whole<SignedBlock>(var blocks) -> new NetworkProtocol.BlocksFetched(blocks);
      case Answer.Broken<SignedBlock> broken ->
          new NetworkProtocol.NotFetched(broken.reason(), broken.malformed());
    };
  }

  private static <T> Answer<T> orBroken(@Nullable Answer<T> answer, @Nullable Throwable thrown) {
    return answer == null ? new Answer.Broken<>(String.valueOf(thrown), false, false) : answer;
  }

  private void blame(PeerId peer, String code, String detail) {
    getContext().getLog().info("peer {}: {} {}", peer, code, detail);
    if (means.peers() != null) {
      means.peers().tell(new PeerProtocol.Complain(peer, code, detail, BLAME));
    }
  }
}
