package io.alys.actors.peers;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.peers.Ban;
import io.alys.messages.peers.BanTarget;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerProtocol.Command;
import io.alys.messages.peers.PeerProtocol.OrderDone;
import io.alys.messages.peers.PeerProtocol.OrderRefused;
import io.alys.messages.peers.PeerProtocol.OrderUnavailable;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.AddressBook;
import io.alys.workflows.peers.BanList;
import io.alys.workflows.ports.PeerTransport.DialResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom this node is connected with: dials, greets, judges, bans, and says who is there. Peers of
 * another chain are sent away with the reason; members of the federation are never banned by the
 * node itself.
 */
final class PeerActor extends AbstractOnMessageBehavior<ActorMessage> {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long who was sent away, or left, is not dialled. */
  private static final Duration REST = Duration.ofSeconds(5);

  private final PeerMeans means;
  private final PeerShelf shelf;
  private final AddressBook book;
  private final BanList bans = new BanList();
  private final Circle circle;
  private final Greeter greeter;

  /** What an earlier phase knows. */
  record Past(
      List<Ban> bans, List<PeerAddress> addresses, PeerProtocol.@Nullable HeadsChanged heads) {}

  /** The running phase. */
  static Behavior<ActorMessage> running(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      PeerMeans means,
      Past past) {
    return new PeerActor(context, timers, means, past);
  }

  private PeerActor(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      PeerMeans means,
      Past past) {
    super(context);
    this.means = means;
    this.shelf = new PeerShelf(context, means.neighbours().storage());
    this.book = new AddressBook(means.limits().dials());
    this.circle = new Circle(means);
    this.greeter = new Greeter(context, means, circle);
    if (past.heads() != null) {
      greeter.onHeads(past.heads());
    }
    long now = nanos();
    book.give(means.contacts().bootnodes(), AddressBook.Origin.BOOTNODE, now);
    book.give(means.contacts().staticPeers(), AddressBook.Origin.STATIC, now);
    past.addresses().forEach(address -> book.learn(address, now));
    past.bans().forEach(this::enforce);
    means.transport().setDirectPeers(means.contacts().members().keySet());
    greeter.serve();
    means.transport().open(new PeerEvent.Ear(context.getSelf()));
    timers.startTimerWithFixedDelay(new PeerEvent.Tick(), Duration.ZERO, TICK);
    timers.startTimerWithFixedDelay(new PeerEvent.StatusRound(), means.limits().statusInterval());
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    switch (message) {
      case Command command -> onCommand(command);
      case PeerEvent event -> onEvent(event);
      default -> {
        return Behaviors.unhandled();
      }
    }
    return this;
  }

  private void onCommand(Command command) {
    switch (command) {
      case PeerProtocol.HeadsChanged heads -> {
        boolean first = !greeter.isReady();
        greeter.onHeads(heads);
        if (first) {
          circle.greeted().forEach(greeter::ask);
        }
      }
      case PeerProtocol.Complain(var peer, var code, var detail, var weight) ->
          complain(peer, code + ": " + detail, weight);
      case PeerProtocol.GetPeers(var replyTo) ->
          replyTo.tell(circle.peers(book.known(), bans.all()));
      case PeerProtocol.BanPeer order -> {
        var ban = new Ban(order.target(), now().plus(order.time()), order.reason());
        ban(ban);
        shelf.keep(ban, order.replyTo());
      }
      case PeerProtocol.UnbanPeer(var target, var replyTo) -> {
        if (bans.remove(target)) {
          lift(target);
          shelf.drop(List.of(target), replyTo);
        } else {
          replyTo.tell(new OrderRefused("not banned: " + target));
        }
      }
      case PeerProtocol.DisconnectPeer(var peer, var replyTo) -> {
        if (circle.get(peer).isPresent()) {
          sendAway(peer, Goodbye.TOO_MANY_PEERS, "the operator said so");
          replyTo.tell(new OrderDone());
        } else {
          replyTo.tell(new OrderRefused("not connected: " + peer));
        }
      }
    }
  }

  private void onEvent(PeerEvent event) {
    switch (event) {
      case PeerEvent.Tick _ -> onTick();
      case PeerEvent.StatusRound _ -> circle.greeted().forEach(greeter::ask);
      case PeerEvent.Came came -> onCame(came);
      case PeerEvent.Described(var peer, var details) ->
          circle
              .get(peer)
              .ifPresent(
                  one -> {
                    one.details = details;
                    remember(one);
                  });
      case PeerEvent.Left(var peer, var departure) -> onLeft(peer, departure.reason());
      case PeerEvent.Faulted(var peer, var layer, var reason) ->
          complain(peer, layer + ": " + reason, 10);
      case PeerEvent.Dialled(var address, var result) -> onDialled(address, result);
      case PeerEvent.Asked asked -> follow(asked.peer(), greeter.onAsked(asked));
      case PeerEvent.StatusCame came -> {
        follow(came.peer(), greeter.onStatus(came));
        circle.get(came.peer()).ifPresent(this::remember);
      }
      case PeerEvent.StatusRefused refused -> follow(refused.peer(), greeter.onRefused(refused));
      case PeerEvent.StatusFailed failed -> follow(failed.peer(), greeter.onFailed(failed));
      case PeerEvent.Written written -> onWritten(written);
    }
  }

  private void onTick() {
    var over = bans.expire(now());
    if (!over.isEmpty()) {
      over.forEach(this::lift);
      shelf.drop(over, null);
    }
    // Should the end of a connection not have been heard of.
    circle.vanished().forEach(peer -> onLeft(peer, "gone"));
    if (greeter.isReady()) {
      for (var late : circle.silent(greeter.readySince(), nanos())) {
        sendAway(late, Goodbye.UNVERIFIED_NETWORK, "it did not say which chain it is of");
      }
    }
    for (var low : circle.unworthy()) {
      banned(low, "its score is too low");
    }
    for (var address : book.due(circle.all(), bans.peers(), nanos())) {
      Replies.pipeToSelf(
          getContext(),
          means.transport().dial(address),
          (result, thrown) ->
              new PeerEvent.Dialled(
                  address, thrown == null ? result : new DialResult.Failed(thrown.toString())));
    }
  }

  private void onCame(PeerEvent.Came came) {
    var one = new Acquaintance(came, means.times().clock().instant(), nanos());
    circle.add(one);
    boolean banned = bans.peers().contains(came.peer());
    if (banned || (circle.isFull() && !circle.isMember(came.peer()))) {
      sendAway(
          came.peer(),
          banned ? Goodbye.BANNED : Goodbye.TOO_MANY_PEERS,
          banned ? "it is banned" : "there are " + means.limits().maxPeers() + " peers");
      return;
    }
    greeter.ask(one);
  }

  private void onLeft(PeerId peer, String reason) {
    circle.remove(peer).ifPresent(one -> book.parted(peer, reason, REST, nanos()));
    greeter.left(peer);
  }

  private void onDialled(PeerAddress address, DialResult result) {
    switch (result) {
      case DialResult.Connected(var peer) -> book.reached(address, peer);
      case DialResult.Failed(var reason) ->
          book.failed(address, reason, nanos(), means.times().entropy()).ifPresent(shelf::drop);
    }
  }

  /** Does what the greeting came to. */
  private void follow(PeerId peer, Greeter.Outcome outcome) {
    switch (outcome) {
      case Greeter.Outcome.Fine _ -> {}
      case Greeter.Outcome.Foreign(var reason) -> {
        sendAway(peer, Goodbye.IRRELEVANT_NETWORK, reason);
        book.forget(peer);
        book.parted(peer, reason, means.limits().dials().maxDelay(), nanos());
        shelf.drop(peer);
      }
      case Greeter.Outcome.Unknown(var reason) ->
          sendAway(peer, Goodbye.UNVERIFIED_NETWORK, reason);
      case Greeter.Outcome.Fault(var reason) -> complain(peer, reason, 20);
    }
  }

  /** Learns where a peer of this chain is found again. */
  private void remember(Acquaintance one) {
    if (one.status.isPresent()) {
      one.home().filter(address -> book.learn(address, nanos())).ifPresent(shelf::keep);
    }
  }

  private void complain(PeerId peer, String what, int weight) {
    if (circle.complain(peer, what, weight, now(), nanos())) {
      banned(peer, what);
    }
  }

  /** Members are watched, not banned. */
  private void banned(PeerId peer, String reason) {
    if (circle.isMember(peer)) {
      getContext().getLog().warn("member {} misbehaves: {}", peer, reason);
      return;
    }
    var ban = new Ban(new BanTarget.OfPeer(peer), now().plus(means.limits().ban()), reason);
    ban(ban);
    shelf.keep(ban, null);
  }

  private void ban(Ban ban) {
    getContext()
        .getLog()
        .info("{} is banned until {}: {}", ban.target(), ban.until(), ban.reason());
    if (ban.target() instanceof BanTarget.OfPeer(var peer) && circle.get(peer).isPresent()) {
      sendAway(peer, Goodbye.BANNED, ban.reason());
    }
    enforce(ban);
  }

  private void enforce(Ban ban) {
    bans.add(ban).ifPresent(this::lift);
    switch (ban.target()) {
      case BanTarget.OfPeer(var peer) -> means.transport().block(peer);
      case BanTarget.OfAddress(var address) -> means.transport().block(address);
    }
  }

  private void lift(BanTarget target) {
    switch (target) {
      case BanTarget.OfPeer(var peer) -> {
        circle.forgive(peer);
        means.transport().unblock(peer);
      }
      case BanTarget.OfAddress(var address) -> means.transport().unblock(address);
    }
  }

  private void sendAway(PeerId peer, Goodbye goodbye, String reason) {
    if (circle.sendAway(peer, goodbye, reason, now())) {
      getContext().getLog().info("{} is sent away, {}: {}", peer, goodbye, reason);
      means.transport().disconnect(peer, goodbye);
    }
  }

  private void onWritten(PeerEvent.Written written) {
    var reply =
        switch (written.result()) {
          case StorageProtocol.RecordStored _ -> new OrderDone();
          case StorageProtocol.RecordRefused(var reason) -> new OrderRefused(reason);
          case StorageProtocol.StorageRefused(var _, var reason) -> new OrderRefused(reason);
          case StorageProtocol.StorageUnavailable(var why) -> new OrderUnavailable(why);
        };
    if (written.replyTo() != null) {
      written.replyTo().tell(reply);
    } else if (!(reply instanceof OrderDone)) {
      getContext().getLog().warn("what is known of peers is not on disk: {}", reply);
    }
  }

  private Instant now() {
    return means.times().clock().instant();
  }

  private long nanos() {
    return means.times().steady().nanos();
  }
}
