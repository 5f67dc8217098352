package io.alys.integration.libp2p;

/**
 * A peer broke a rule of a protocol or went over a bound.
 *
 * <p>Decoders throw it; the owner of the connection or stream catches it in one place, ends what
 * the fault belongs to, and may count it against the peer.
 */
public final class PeerFault extends RuntimeException {

  /** The part of the protocol that the fault was found in. */
  public enum Layer {
    ENCODING,
    IDENTITY,
    MULTISTREAM,
    NOISE,
    YAMUX,
    CONNECTION,
    IDENTIFY,
    PING,
    REQUEST,
    GOSSIP
  }

  private static final long serialVersionUID = 1L;

  private final Layer layer;

  /** A fault; cheap to make, since peers cause them at will. */
  public PeerFault(Layer layer, String reason) {
    super(layer + ": " + reason, null, false, false);
    this.layer = layer;
  }

  /** Where it was found. */
  public Layer layer() {
    return layer;
  }
}
