package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.identity.PublicKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A handshake under way: bytes of the peer in, bytes for the peer out, no sockets. */
public final class NoiseHandshake {

  /** The protocol id. */
  public static final String PROTOCOL = "/noise";

  private static final int MAX_MESSAGE = 4_096;
  private static final byte[] NOTHING = {};

  private final PrivateKey identity;
  private final X25519Key staticKey;
  private final XxPattern pattern;
  private final Optional<PeerId> expected;
  private final Consumer<ByteBuffer> out;
  private final FrameReader frames = new FrameReader();
  private @Nullable PublicKey peer;

  /**
   * A handshake; both Diffie-Hellman keys are new.
   *
   * @param expected the peer that was dialled; any other is a fault
   */
  public NoiseHandshake(
      boolean initiator,
      PrivateKey identity,
      Optional<PeerId> expected,
      SecureRandom random,
      Consumer<ByteBuffer> out) {
    this.identity = identity;
    this.staticKey = X25519Key.generate(random);
    this.pattern = new XxPattern(initiator, staticKey, X25519Key.generate(random), NOTHING);
    this.expected = expected;
    this.out = out;
  }

  /** Sends the first message, when it is ours. */
  public void start() {
    if (pattern.isOwnTurn()) {
      send(NOTHING);
    }
  }

  /** Reads until the handshake is done or more is needed; returns whether it is done. */
  public boolean receive(ByteBuffer in) {
    while (!pattern.isDone()) {
      var message = frames.read(in, MAX_MESSAGE);
      if (message.isEmpty()) {
        return false;
      }
      read(message.get());
      if (pattern.isOwnTurn()) {
        send(IdentityProof.of(identity, staticKey.point()));
      }
    }
    return true;
  }

  /** The peer's key, once the handshake is done. */
  public PublicKey peer() {
    if (peer == null) {
      throw new IllegalStateException("the handshake is not done");
    }
    return peer;
  }

  /** The secure channel, once the handshake is done; asked for once. */
  public NoiseChannel channel() {
    return pattern.channel();
  }

  private void read(ByteBuffer message) {
    var copy = new byte[message.remaining()];
    message.get(copy);
    boolean first = pattern.isAtFirst();
    var payload = pattern.read(copy);
    if (!first) {
      check(IdentityProof.check(payload, pattern.theirStatic()));
    }
  }

  private void check(PublicKey key) {
    var id = PeerId.of(key);
    if (expected.isPresent() && !expected.get().equals(id)) {
      throw new PeerFault(
          PeerFault.Layer.NOISE, "dialled " + expected.get() + " and reached " + id);
    }
    if (id.equals(identity.peerId())) {
      throw new PeerFault(PeerFault.Layer.NOISE, "the peer is this node itself");
    }
    peer = key;
  }

  private void send(byte[] payload) {
    var message = pattern.write(payload);
    out.accept(
        ByteBuffer.allocate(FrameReader.HEAD + message.length)
            .putShort((short) message.length)
            .put(message)
            .flip());
  }
}
