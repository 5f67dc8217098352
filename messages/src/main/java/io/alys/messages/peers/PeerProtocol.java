package io.alys.messages.peers;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.messages.types.UInt256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Messages of the PeerActor: who is connected, who may be, and what is held against whom. */
public interface PeerProtocol {

  /** What anybody may send. */
  sealed interface Command extends ActorMessage {}

  /** From the ChainActor after each change of a head: what this node's status says from now on. */
  record HeadsChanged(HeadClaim certified, HeadClaim committed, HeadClaim powFinal, UInt256 work)
      implements Command {}

  /** A peer did what an honest one does not; the weight, 1 to 100, is taken off its score. */
  record Complain(PeerId peer, String code, String detail, int weight) implements Command {

    /** Refuses other weights. */
    public Complain {
      if (weight < 1 || weight > 100) {
        throw new IllegalArgumentException("a complaint weighs 1 to 100, got " + weight);
      }
    }
  }

  /** Who is there? */
  record GetPeers(ActorRef<PeersReply> replyTo) implements Command, Request<PeersReply>, Bulk {

    @Override
    public PeersUnavailable unavailable(Unavailable why) {
      return new PeersUnavailable(why);
    }
  }

  /** Have nothing to do with somebody for a time; on disk when it is answered. */
  record BanPeer(BanTarget target, Duration time, String reason, ActorRef<OrderReply> replyTo)
      implements Command, Request<OrderReply> {

    /** Refuses a time that is none. */
    public BanPeer {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("a ban lasts for some time");
      }
    }

    @Override
    public OrderUnavailable unavailable(Unavailable why) {
      return new OrderUnavailable(why);
    }
  }

  /** Have to do with somebody again. */
  record UnbanPeer(BanTarget target, ActorRef<OrderReply> replyTo)
      implements Command, Request<OrderReply> {

    @Override
    public OrderUnavailable unavailable(Unavailable why) {
      return new OrderUnavailable(why);
    }
  }

  /** End the connection with a peer; it may come again. */
  record DisconnectPeer(PeerId peer, ActorRef<OrderReply> replyTo)
      implements Command, Request<OrderReply> {

    @Override
    public OrderUnavailable unavailable(Unavailable why) {
      return new OrderUnavailable(why);
    }
  }

  /** Answer to {@link GetPeers}. */
  sealed interface PeersReply {}

  /**
   * Who is there.
   *
   * @param known addresses that are dialled, and how that goes
   * @param refused who was sent away lately and why, the latest last, at most 50
   */
  record Peers(
      Self self,
      List<PeerReport> connected,
      List<KnownPeer> known,
      List<Ban> bans,
      List<Refusal> refused)
      implements PeersReply {

    /** Copies the lists. */
    public Peers {
      connected = List.copyOf(connected);
      known = List.copyOf(known);
      bans = List.copyOf(bans);
      refused = List.copyOf(refused);
    }
  }

  /** This node, as others see it. */
  record Self(PeerId peer, Set<PeerAddress> addresses) {

    /** Copies the set. */
    public Self {
      addresses = Set.copyOf(addresses);
    }
  }

  /**
   * An address that is dialled when it is not connected.
   *
   * @param origin {@code bootnode}, {@code static} or {@code learned}, in that spelling
   * @param failures attempts since it was last connected
   * @param lastFailure why the last attempt failed, empty when it did not
   */
  record KnownPeer(PeerAddress address, String origin, int failures, String lastFailure) {}

  /** Somebody who was sent away. */
  record Refusal(PeerId peer, Goodbye goodbye, String reason, Instant at) {}

  /** There is no answer now. */
  record PeersUnavailable(Unavailable why) implements PeersReply {}

  /** Answer to orders. */
  sealed interface OrderReply {}

  /** It is done. */
  record OrderDone() implements OrderReply {}

  /** It can't be done. */
  record OrderRefused(String reason) implements OrderReply {}

  /** There is no answer now; it may have been done all the same. */
  record OrderUnavailable(Unavailable why) implements OrderReply {}
}
