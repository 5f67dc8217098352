package io.alys.actors.network;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.network.NetworkProtocol.BlocksReply;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.network.SyncProtocol.Command;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerReport;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.PeerId;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.spec.ChainSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows peers that are further: verifies the highest certified head that they claim, fetches the
 * chain up to it range by range, from one peer after the other, and gives it to the chain parents
 * first. Tells the chain how far the others are (rule 10).
 */
public final class SyncActor extends AbstractOnMessageBehavior<ActorMessage> {

  /**
   * Bounds.
   *
   * @param blocksAtOnce blocks in a range
   * @param askTimeout for a peer's answer
   * @param importPatience for the chain to take a block
   */
  public record Limits(int blocksAtOnce, Duration askTimeout, Duration importPatience) {

    /** What the node uses unless it is told otherwise. */
    public static final Limits DEFAULT =
        new Limits(64, Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  /** What it works with; {@code peers} is null when claims come from elsewhere. */
  record Means(
      ChainSpec spec,
      Limits limits,
      Address<ChainProtocol.Command> chain,
      Address<ValidationProtocol.Command> validation,
      ActorRef<NetworkProtocol.Command> network,
      @Nullable ActorRef<PeerProtocol.Command> peers) {}

  private sealed interface Internal extends ActorMessage {}

  private record Tick() implements Internal {}

  private record ColdStartOver() implements Internal {}

  private record PeersKnown(PeerProtocol.PeersReply reply) implements Internal {}

  private record ChainKnown(ChainProtocol.StatusReply reply) implements Internal {}

  private record TargetCame(Claims.Claim claim, BlocksReply reply) implements Internal {}

  private record TargetChecked(Claims.Claim claim, ValidationProtocol.CertificateResult result)
      implements Internal {}

  private record RangeCame(RangeWork work, BlocksReply reply) implements Internal {}

  private record BlockDone(RangeWork work, ChainProtocol.ImportResult result) implements Internal {}

  private final Means means;
  private final Claims claims;
  private ChainProtocol.@Nullable ChainStatus chain;
  private boolean coldStartOver;
  private boolean verifying;
  private boolean fetching;

  /** The actor. */
  static Behavior<Command> create(Means means) {
    return Behaviors.<ActorMessage>setup(
            context -> Behaviors.withTimers(timers -> new SyncActor(context, timers, means)))
        .narrow();
  }

  private SyncActor(
      ActorContext<ActorMessage> context, TimerScheduler<ActorMessage> timers, Means means) {
    super(context);
    this.means = means;
    this.claims = new Claims(means.spec().authorities());
    var slot = means.spec().slotDuration();
    timers.startTimerWithFixedDelay(new Tick(), slot.dividedBy(2));
    timers.startSingleTimer(new ColdStartOver(), slot.multipliedBy(5));
    onTick();
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
      case SyncProtocol.PeerClaims(var peer, var certified) -> {
        claims.put(peer, certified);
        onPeersChanged();
      }
      case SyncProtocol.PeerGone(var peer) -> {
        claims.remove(peer);
        onPeersChanged();
      }
      case SyncProtocol.GetProgress(var replyTo) -> replyTo.tell(progress());
    }
  }

  private void onInternal(Internal internal) {
    switch (internal) {
      case Tick _ -> onTick();
      case ColdStartOver _ -> coldStartOver = true;
      case PeersKnown(PeerProtocol.Peers known) -> onPeersKnown(known);
      case PeersKnown _ -> {} // asked again with the next tick
      case ChainKnown(ChainProtocol.ChainStatus status) -> onChainKnown(status);
      case ChainKnown _ -> {} // asked again with the next tick
      case TargetCame(var claim, var reply) -> onTargetCame(claim, reply);
      case TargetChecked(var claim, var result) -> onTargetChecked(claim, result);
      case RangeCame(var work, var reply) -> onRangeCame(work, reply);
      case BlockDone(var work, var result) -> onBlockDone(work, result);
    }
  }

  private void onTick() {
    if (means.peers() != null) {
      Replies.ask(
          getContext(),
          means.peers(),
          means.limits().askTimeout(),
          PeerProtocol.GetPeers::new,
          (PeerProtocol.PeersReply reply, Throwable late) ->
              new PeersKnown(
                  late == null ? reply : new PeerProtocol.PeersUnavailable(Claims.NO_ANSWER)));
    }
    askChain();
  }

  private void askChain() {
    means
        .chain()
        .ask(
            getContext(),
            means.limits().askTimeout(),
            ChainProtocol.GetStatus::new,
            (ChainProtocol.StatusReply reply) -> new ChainKnown(reply));
  }

  /** What was missed, by a restart of this actor or of the other one. */
  private void onPeersKnown(PeerProtocol.Peers known) {
    claims.retain(known.connected().stream().map(PeerReport::peer).toList());
    for (var report : known.connected()) {
      report.status().ifPresent(status -> claims.put(report.peer(), status.certified().block()));
    }
    onPeersChanged();
  }

  private void onPeersChanged() {
    means.network().tell(new NetworkProtocol.UsePeers(claims.peers()));
  }

  private void onChainKnown(ChainProtocol.ChainStatus status) {
    if (status.phase().equals("starting")) {
      return;
    }
    chain = status;
    claims.forgetOldTarget();
    means
        .chain()
        .tell(
            new ChainProtocol.AdviseReadiness(
                target(), claims.membersNotAbove(status.certified().height()), coldStartOver));
    goOn(status);
  }

  private Optional<BlockRef> target() {
    var status = chain;
    return claims
        .target()
        .filter(ref -> status == null || ref.height().isAbove(status.certified().height()));
  }

  private void goOn(ChainProtocol.ChainStatus status) {
    var best = claims.best(status.certified().height());
    if (best.isPresent() && !verifying && !claims.isVerified(best.get())) {
      verify(best.get());
    }
    var target = target();
    if (target.isPresent() && !fetching) {
      fetch(RangeWork.from(status.committed().height().next(), target.get()));
    }
  }

  private void verify(Claims.Claim claim) {
    verifying = true;
    Replies.ask(
        getContext(),
        means.network(),
        means.limits().askTimeout(),
        (ActorRef<BlocksReply> me) ->
            new NetworkProtocol.FetchBlock(claim.peer(), claim.block().root(), me),
        (reply, late) -> new TargetCame(claim, orLate(reply, late)));
  }

  private static BlocksReply orLate(@Nullable BlocksReply reply, @Nullable Throwable late) {
    return reply == null ? new NetworkProtocol.NotFetched("no answer: " + late, false) : reply;
  }

  private void onTargetCame(Claims.Claim claim, BlocksReply reply) {
    if (reply instanceof NetworkProtocol.BlocksFetched(var blocks)
        && blocks.size() == 1
        && isClaimed(claim, blocks.getFirst())) {
      var block = blocks.getFirst();
      means
          .validation()
          .ask(
              getContext(),
              means.limits().askTimeout(),
              me ->
                  new ValidationProtocol.CheckCertificate(
                      claim.block().root(), block.message().slot(), block.approval(), me),
              (ValidationProtocol.CertificateResult result) -> new TargetChecked(claim, result));
      return;
    }
    verifying = false;
    distrust(claim, "its certified head can't be had: " + reply.getClass().getSimpleName());
  }

  private static boolean isClaimed(Claims.Claim claim, SignedBlock block) {
    var message = block.message();
    return message.height().equals(claim.block().height())
        && SigningRoot.of(message).equals(claim.block().root());
  }

  private void onTargetChecked(Claims.Claim claim, ValidationProtocol.CertificateResult result) {
    verifying = false;
    switch (result) {
      case ValidationProtocol.Certified _ -> {
        claims.verified(claim);
        if (chain != null) {
          goOn(chain);
        }
      }
      case ValidationProtocol.Incomplete few ->
          distrust(claim, "its certified head has " + few.approvals() + " approvals");
      case ValidationProtocol.BadCertificate bad -> distrust(claim, bad.detail());
      case ValidationProtocol.CertificateUnchecked _ -> {} // with the next tick
    }
  }

  private void distrust(Claims.Claim claim, String why) {
    claims.refuse(claim);
    blame(claim.peer(), "false-claim", why);
  }

  private void blame(PeerId peer, String code, String detail) {
    means.network().tell(new NetworkProtocol.Blame(peer, code, detail));
  }

  private void fetch(RangeWork work) {
    var peer = claims.next(work.target().height());
    if (peer.isEmpty()) {
      fetching = false;
      return;
    }
    fetching = true;
    var asked = work.of(peer.get());
    Replies.ask(
        getContext(),
        means.network(),
        means.limits().askTimeout(),
        (ActorRef<BlocksReply> me) ->
            new NetworkProtocol.FetchRange(
                asked.source(), asked.from(), asked.count(means.limits().blocksAtOnce()), me),
        (reply, late) -> new RangeCame(asked, orLate(reply, late)));
  }

  private void onRangeCame(RangeWork work, BlocksReply reply) {
    if (!(reply instanceof NetworkProtocol.BlocksFetched(var blocks)) || blocks.isEmpty()) {
      bad(work, "no-range", "nothing from height " + work.from() + " on");
      return;
    }
    if (!work.isWellFormed(blocks)) {
      bad(work, "bad-range", "heights or parents do not follow each other");
      return;
    }
    importNext(work.with(blocks));
  }

  private void importNext(RangeWork work) {
    var block = work.first();
    if (block.isEmpty()) {
      askChain();
      fetchMore(work);
      return;
    }
    means
        .chain()
        .ask(
            getContext(),
            means.limits().importPatience(),
            me -> new ChainProtocol.ImportBlock(block.get(), me),
            (ChainProtocol.ImportResult result) -> new BlockDone(work, result));
  }

  private void fetchMore(RangeWork work) {
    if (work.isOver()) {
      fetching = false;
    } else {
      fetch(work);
    }
  }

  private void onBlockDone(RangeWork work, ChainProtocol.ImportResult result) {
    switch (result) {
      case ChainProtocol.Imported _, ChainProtocol.AlreadyKnown _ -> importNext(work.rest());
      case ChainProtocol.ImportRefused refused -> bad(work, "bad-block", refused.detail());
      // The execution client may be away: the next tick begins anew from what is stored.
      case ChainProtocol.ImportHeld(var _, var reason) -> pause(reason);
      case ChainProtocol.ImportUnavailable(var why) -> pause(why.text());
    }
  }

  private void pause(String reason) {
    getContext().getLog().info("sync waits: {}", reason);
    fetching = false;
  }

  /** The next tick fetches it from another peer. */
  private void bad(RangeWork work, String code, String detail) {
    blame(work.source(), code, detail);
    claims.avoid(work.source());
    fetching = false;
  }

  private SyncProtocol.Progress progress() {
    var status = chain;
    var target = target();
    var head = status == null ? Claims.NOWHERE : status.certified();
    var phase = target.isPresent() ? "syncing" : claims.isEmpty() ? "waiting-for-peers" : "synced";
    return new SyncProtocol.Progress(phase, head, target, claims.peers().size());
  }
}
