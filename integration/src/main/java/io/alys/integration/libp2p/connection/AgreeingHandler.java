package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.multistream.Negotiation;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A new stream until both sides agree on its protocol; then its handler is the protocol's. */
final class AgreeingHandler implements StreamHandler {

  /** What follows the negotiation. */
  interface Outcome {

    /** Names the handler that goes on. */
    StreamHandler agreed(ByteStream stream, String protocol);

    /** There was no agreement; the stream is over. */
    void failed(String reason);
  }

  private final Negotiation negotiation;
  private final Outcome outcome;
  private final Timers.Timer deadline;
  private String reason = "the stream was closed before a protocol was agreed on";

  AgreeingHandler(Negotiation negotiation, Outcome outcome, Timers.Timer deadline) {
    this.negotiation = negotiation;
    this.outcome = outcome;
    this.deadline = deadline;
  }

  @Override
  public void onBytes(ByteStream stream, ByteBuffer bytes) {
    int before = bytes.remaining();
    var agreed = negotiate(bytes);
    stream.consumed(before - bytes.remaining());
    if (agreed.isPresent()) {
      deadline.cancel();
      var handler = outcome.agreed(stream, agreed.get());
      stream.handleBy(handler);
      if (bytes.hasRemaining()) {
        handler.onBytes(stream, bytes);
      }
    } else if (negotiation.isExhausted()) {
      reason = "the peer speaks none of the protocols";
      stream.reset();
    }
  }

  @Override
  public void onEndOfInput(ByteStream stream) {
    stream.reset();
  }

  @Override
  public void onClosed(ByteStream stream, End end) {
    deadline.cancel();
    outcome.failed(reason);
  }

  /** The time is up. */
  void expire(ByteStream stream) {
    reason = "no agreement on a protocol in time";
    stream.reset();
  }

  private Optional<String> negotiate(ByteBuffer bytes) {
    try {
      return negotiation.receive(bytes);
    } catch (PeerFault fault) {
      reason = String.valueOf(fault.getMessage());
      throw fault;
    }
  }
}
