package io.alys.actors.peers;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;

/** Hands a peer's status on to the PeerActor. */
final class StatusListener implements ResponseListener {

  private final ActorRef<ActorMessage> actor;
  private final PeerId peer;
  private final long sentNanos;
  private boolean came;

  StatusListener(ActorRef<ActorMessage> actor, PeerId peer, long sentNanos) {
    this.actor = actor;
    this.peer = peer;
    this.sentNanos = sentNanos;
  }

  @Override
  public void onChunk(Bytes body) {
    came = true;
    actor.tell(new PeerEvent.StatusCame(peer, body, sentNanos));
  }

  @Override
  public void onEnd() {
    if (!came) {
      onFailed(RequestFailure.MALFORMED, "an empty answer");
    }
  }

  @Override
  public void onRefused(ResponseCode code, String text) {
    actor.tell(new PeerEvent.StatusRefused(peer, code, text));
  }

  @Override
  public void onFailed(RequestFailure why, String detail) {
    actor.tell(new PeerEvent.StatusFailed(peer, why, detail));
  }
}
