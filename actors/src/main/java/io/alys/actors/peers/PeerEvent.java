package io.alys.actors.peers;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.peers.PeerDetails;
import io.alys.messages.peers.PeerProtocol.OrderReply;
import io.alys.messages.storage.StorageProtocol.RecordResult;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.ports.PeerTransport.DialResult;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import org.jspecify.annotations.Nullable;

/** What the PeerActor tells itself: what the transport's threads saw, and its own times. */
sealed interface PeerEvent extends ActorMessage {

  record Tick() implements PeerEvent {}

  record StatusRound() implements PeerEvent {}

  record Came(PeerId peer, PeerAddress address, boolean dialled) implements PeerEvent {}

  record Described(PeerId peer, PeerDetails details) implements PeerEvent {}

  record Left(PeerId peer, PeerListener.Departure departure) implements PeerEvent {}

  record Faulted(PeerId peer, PeerListener.FaultLayer layer, String reason) implements PeerEvent {}

  record Dialled(PeerAddress address, DialResult result) implements PeerEvent {}

  /** A peer asks this node. */
  record Asked(PeerId peer, RequestKind kind, Bytes body, Responder responder)
      implements PeerEvent {}

  /** A peer's status, asked for at {@code sentNanos} of the steady clock. */
  record StatusCame(PeerId peer, Bytes body, long sentNanos) implements PeerEvent {}

  record StatusRefused(PeerId peer, ResponseCode code, String text) implements PeerEvent {}

  record StatusFailed(PeerId peer, RequestFailure why, String detail) implements PeerEvent {}

  record Written(RecordResult result, @Nullable ActorRef<OrderReply> replyTo)
      implements PeerEvent {}

  /** Hands on what the transport tells. */
  record Ear(ActorRef<ActorMessage> actor) implements PeerListener {

    @Override
    public void connected(PeerId peer, PeerAddress address, boolean dialled) {
      actor.tell(new Came(peer, address, dialled));
    }

    @Override
    public void identified(PeerId peer, PeerDetails details) {
      actor.tell(new Described(peer, details));
    }

    @Override
    public void disconnected(PeerId peer, Departure departure) {
      actor.tell(new Left(peer, departure));
    }

    @Override
    public void fault(PeerId peer, FaultLayer layer, String reason) {
      actor.tell(new Faulted(peer, layer, reason));
    }

    /** Counted by the transport; an actor that heard of each could be flooded by strangers. */
    @Override
    public void turnedAway(IpAddress address, String reason) {}
  }
}
