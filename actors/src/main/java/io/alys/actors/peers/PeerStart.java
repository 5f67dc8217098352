package io.alys.actors.peers;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.Current;
import io.alys.messages.ActorMessage;
import io.alys.messages.peers.Ban;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerProtocol.Command;
import io.alys.messages.peers.PeerProtocol.OrderRefused;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.workflows.peers.PeerRecords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PeerActor's first phase: takes bans and addresses back from the store, before anybody can
 * connect.
 */
public final class PeerStart extends AbstractOnMessageBehavior<ActorMessage> {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private sealed interface Loading extends ActorMessage {}

  private record BansLoaded(RecordsResult result) implements Loading {}

  private record AddressesLoaded(RecordsResult result) implements Loading {}

  private record TryAgain() implements Loading {}

  private final TimerScheduler<ActorMessage> timers;
  private final PeerMeans means;
  private final PeerShelf shelf;
  private List<Ban> bans = List.of();
  private PeerProtocol.@Nullable HeadsChanged heads;

  /** The PeerActor. */
  public static Behavior<Command> create(PeerMeans means) {
    return Behaviors.<ActorMessage>setup(
            context -> Behaviors.withTimers(timers -> new PeerStart(context, timers, means)))
        .narrow();
  }

  private PeerStart(
      ActorContext<ActorMessage> context, TimerScheduler<ActorMessage> timers, PeerMeans means) {
    super(context);
    this.timers = timers;
    this.means = means;
    this.shelf = new PeerShelf(context, means.neighbours().storage());
    shelf.load(PeerRecords.BANS, BansLoaded::new);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return switch (message) {
      case Command command -> onCommand(command);
      case Loading loading -> onLoading(loading);
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    var loading = new OrderRefused("the bans are being loaded");
    switch (command) {
      case PeerProtocol.HeadsChanged changed -> heads = changed;
      case PeerProtocol.Complain _ -> {}
      case PeerProtocol.GetPeers get -> get.replyTo().tell(nobody());
      case PeerProtocol.BanPeer ban -> ban.replyTo().tell(loading);
      case PeerProtocol.UnbanPeer unban -> unban.replyTo().tell(loading);
      case PeerProtocol.DisconnectPeer disconnect -> disconnect.replyTo().tell(loading);
    }
    return this;
  }

  private PeerProtocol.Peers nobody() {
    var self = new PeerProtocol.Self(means.transport().self(), means.transport().addresses());
    return new PeerProtocol.Peers(self, List.of(), List.of(), List.of(), List.of());
  }

  private Behavior<ActorMessage> onLoading(Loading loading) {
    return switch (loading) {
      case BansLoaded(StorageProtocol.RecordsFound(var found)) -> {
        bans = found.stream().flatMap(one -> PeerRecords.ban(one).stream()).toList();
        shelf.load(PeerRecords.ADDRESSES, AddressesLoaded::new);
        yield this;
      }
      case AddressesLoaded(StorageProtocol.RecordsFound(var found)) -> {
        var addresses = found.stream().flatMap(one -> PeerRecords.address(one).stream()).toList();
        Current.announceServing();
        yield PeerActor.running(
            getContext(), timers, means, new PeerActor.Past(bans, addresses, heads));
      }
      case BansLoaded(var other) -> tryAgain(other);
      case AddressesLoaded(var other) -> tryAgain(other);
      case TryAgain _ -> {
        shelf.load(PeerRecords.BANS, BansLoaded::new);
        yield this;
      }
    };
  }

  private Behavior<ActorMessage> tryAgain(RecordsResult why) {
    getContext().getLog().warn("bans and addresses of peers can't be loaded: {}", why);
    timers.startSingleTimer(new TryAgain(), RETRY);
    return this;
  }
}
