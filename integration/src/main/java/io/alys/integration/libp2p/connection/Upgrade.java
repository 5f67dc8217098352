package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.identity.PublicKey;
import io.alys.integration.libp2p.multistream.Negotiation;
import io.alys.integration.libp2p.noise.NoiseChannel;
import io.alys.integration.libp2p.noise.NoiseHandshake;
import io.alys.integration.libp2p.yamux.YamuxSession;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From a raw connection to a secure one with streams: multistream for Noise, the handshake, then
 * multistream for yamux inside. Bytes in and out, no sockets.
 */
final class Upgrade {

  /**
   * What is known before the first byte.
   *
   * @param expected the peer that was dialled, when that is known
   */
  record Role(boolean dialer, PrivateKey identity, Optional<PeerId> expected) {}

  private final Role role;
  private final SecureRandom random;
  private final Predicate<PublicKey> gate;
  private final Consumer<ByteBuffer> out;
  private @Nullable Negotiation security;
  private @Nullable NoiseHandshake handshake;
  private @Nullable NoiseChannel channel;
  private @Nullable Negotiation muxer;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean refused;

  Upgrade(Role role, SecureRandom random, Predicate<PublicKey> gate, Consumer<ByteBuffer> out) {
    this.role = role;
    this.random = random;
    this.gate = gate;
    this.out = out;
  }

  void start() {
    security = negotiation(NoiseHandshake.PROTOCOL, bytes -> out.accept(ByteBuffer.wrap(bytes)));
  }

  /** Reads until it is done or needs more; returns whether it is done. */
  boolean receive(ByteBuffer in) {
    if (handshake == null && !agreeOnSecurity(in)) {
      return false;
    }
    if (channel == null && !shakeHands(in)) {
      return false;
    }
    return agreeOnMuxer(in);
  }

  PublicKey peer() {
    return present(handshake).peer();
  }

  NoiseChannel channel() {
    return present(channel);
  }

  /** Plain text that came behind the last word of the upgrade. */
  ByteBuffer rest() {
    return rest;
  }

  /** Whether the peer proved to be one that is not wanted. */
  boolean isRefused() {
    return refused;
  }

  private boolean agreeOnSecurity(ByteBuffer in) {
    if (present(security).receive(in).isEmpty()) {
      checkGoesOn(present(security));
      return false;
    }
    handshake = new NoiseHandshake(role.dialer(), role.identity(), role.expected(), random, out);
    handshake.start();
    return true;
  }

  private boolean shakeHands(ByteBuffer in) {
    var hands = present(handshake);
    if (!hands.receive(in)) {
      return false;
    }
    if (!gate.test(hands.peer())) {
      refused = true;
      return false;
    }
    var secure = hands.channel();
    channel = secure;
    muxer =
        negotiation(
            YamuxSession.PROTOCOL, bytes -> out.accept(secure.seal(ByteBuffer.wrap(bytes))));
    return true;
  }

  private boolean agreeOnMuxer(ByteBuffer in) {
    for (var plain = channel().open(in); plain.isPresent(); plain = channel().open(in)) {
      var text = ByteBuffer.wrap(plain.get());
      if (present(muxer).receive(text).isPresent()) {
        rest = text;
        return true;
      }
      checkGoesOn(present(muxer));
    }
    return false;
  }

  private static void checkGoesOn(Negotiation negotiation) {
    if (negotiation.isExhausted()) {
      throw new PeerFault(PeerFault.Layer.CONNECTION, "the peer speaks neither Noise nor yamux");
    }
  }

  private Negotiation negotiation(String protocol, Consumer<byte[]> sink) {
    return role.dialer()
        ? Negotiation.propose(List.of(protocol), sink)
        : Negotiation.choose(protocol::equals, sink);
  }

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the upgrade is not that far");
    }
    return part;
  }
}
