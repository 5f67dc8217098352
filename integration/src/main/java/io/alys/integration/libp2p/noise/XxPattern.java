package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The three messages of {@code Noise_XX_25519_ChaChaPoly_SHA256}: {@code -> e}, {@code <- e, ee, s,
 * es}, {@code -> s, se}. Both sides call write and read in turn.
 */
final class XxPattern {

  static final int MESSAGES = 3;

  private static final byte[] NAME =
      "Noise_XX_25519_ChaChaPoly_SHA256".getBytes(StandardCharsets.US_ASCII);

  private final boolean initiator;
  private final X25519Key ownStatic;
  private final X25519Key ownEphemeral;
  private final SymmetricState state;
  private byte @Nullable [] theirStatic;
  private byte @Nullable [] theirEphemeral;
  private int next;

  XxPattern(boolean initiator, X25519Key ownStatic, X25519Key ownEphemeral, byte[] prologue) {
    this.initiator = initiator;
    this.ownStatic = ownStatic;
    this.ownEphemeral = ownEphemeral;
    this.state = new SymmetricState(NAME);
    state.mixHash(prologue);
  }

  boolean isOwnTurn() {
    return next < MESSAGES && initiator == (next % 2 == 0);
  }

  boolean isDone() {
    return next == MESSAGES;
  }

  /** Whether the next message is the first one, which proves nothing. */
  boolean isAtFirst() {
    return next == 0;
  }

  byte[] write(byte[] payload) {
    if (!isOwnTurn()) {
      throw new IllegalStateException("message " + next + " is not ours");
    }
    var out = new ByteArrayOutputStream();
    if (next < 2) {
      out.writeBytes(ownEphemeral.point());
      state.mixHash(ownEphemeral.point());
    }
    if (next == 1) {
      state.mixKey(ownEphemeral.agree(ephemeral()));
    }
    if (next > 0) {
      out.writeBytes(state.encryptAndHash(ownStatic.point()));
      state.mixKey(ownStatic.agree(ephemeral()));
    }
    out.writeBytes(state.encryptAndHash(payload));
    next++;
    return out.toByteArray();
  }

  byte[] read(byte[] message) {
    if (isOwnTurn() || isDone()) {
      throw new IllegalStateException("message " + next + " is not theirs");
    }
    var in = ByteBuffer.wrap(message);
    if (next < 2) {
      theirEphemeral = take(in, X25519Key.SIZE);
      state.mixHash(ephemeral());
    }
    if (next == 1) {
      state.mixKey(ownEphemeral.agree(ephemeral()));
    }
    if (next > 0) {
      var point = state.decryptAndHash(take(in, X25519Key.SIZE + CipherState.TAG_SIZE));
      theirStatic = point;
      state.mixKey(ownEphemeral.agree(point));
    }
    var payload = state.decryptAndHash(take(in, in.remaining()));
    next++;
    return payload;
  }

  /** The peer's static key, once it was read. */
  byte[] theirStatic() {
    if (theirStatic == null) {
      throw new IllegalStateException("no static key yet");
    }
    return theirStatic.clone();
  }

  byte[] handshakeHash() {
    return state.handshakeHash();
  }

  NoiseChannel channel() {
    if (!isDone()) {
      throw new IllegalStateException("the handshake is not done");
    }
    var ciphers = state.split();
    return initiator
        ? new NoiseChannel(ciphers[0], ciphers[1])
        : new NoiseChannel(ciphers[1], ciphers[0]);
  }

  private byte[] ephemeral() {
    if (theirEphemeral == null) {
      throw new IllegalStateException("no ephemeral key yet");
    }
    return theirEphemeral;
  }

  private static byte[] take(ByteBuffer in, int size) {
    if (in.remaining() < size) {
      throw new PeerFault(PeerFault.Layer.NOISE, "a handshake message is cut off");
    }
    var part = new byte[size];
    in.get(part);
    return part;
  }
}
