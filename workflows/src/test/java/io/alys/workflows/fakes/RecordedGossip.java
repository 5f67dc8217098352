package io.alys.workflows.fakes;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.GossipListener;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers gossip and has the same verdict for all of it; probes are always accepted. */
public final class RecordedGossip implements GossipListener {

  private static final int PROBE = 0xff;

  private final PeerTransport transport;
  private final Verdict verdict;
  private final List<Gossip> messages = new CopyOnWriteArrayList<>();
  private volatile boolean probed;

  /** Answers with a verdict. */
  public RecordedGossip(PeerTransport transport, Verdict verdict) {
    this.transport = transport;
    this.verdict = verdict;
  }

  /** A message that only asks whether messages come through. */
  public static Bytes probe(int number) {
    return Bytes.of((byte) PROBE, (byte) (number >> 8), (byte) number);
  }

  /** Whether a probe came through. */
  public boolean isProbed() {
    return probed;
  }

  /** What came, without probes, in order. */
  public List<Bytes> payloads() {
    return messages.stream().map(Gossip::payload).toList();
  }

  /** Who passed it on. */
  public List<PeerId> senders() {
    return messages.stream().map(Gossip::from).toList();
  }

  @Override
  public void received(Gossip message) {
    if (message.payload().at(0) == PROBE) {
      probed = true;
      transport.verdict(message.id(), Verdict.ACCEPT);
    } else {
      messages.add(message);
      transport.verdict(message.id(), verdict);
    }
  }
}
