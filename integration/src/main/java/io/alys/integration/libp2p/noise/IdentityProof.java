package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.identity.PublicKey;
import io.alys.integration.libp2p.multiformats.ProtoReader;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The payload of the second and third message: a peer's key, and its signature of its static key.
 */
final class IdentityProof {

  private static final int KEY = 1;
  private static final int SIGNATURE = 2;
  private static final int MAX_FIELD = 512;
  private static final int MAX_FIELDS = 16;
  private static final byte[] PREFIX =
      "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);

  private IdentityProof() {}

  static byte[] of(PrivateKey key, byte[] staticKey) {
    return new ProtoWriter()
        .bytes(KEY, key.publicKey().encode())
        .bytes(SIGNATURE, key.sign(signed(staticKey)))
        .toBytes();
  }

  /** The key of the peer that owns a static key; extensions are passed over. */
  static PublicKey check(byte[] payload, byte[] staticKey) {
    var reader = new ProtoReader(ByteBuffer.wrap(payload), MAX_FIELDS, PeerFault.Layer.NOISE);
    byte[] key = {};
    byte[] signature = {};
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case KEY -> key = reader.bytes(MAX_FIELD);
        case SIGNATURE -> signature = reader.bytes(MAX_FIELD);
        default -> {}
      }
    }
    var peer = PublicKey.decode(key);
    if (!peer.verify(signed(staticKey), signature)) {
      throw new PeerFault(PeerFault.Layer.NOISE, "the peer does not own the key that it names");
    }
    return peer;
  }

  private static byte[] signed(byte[] staticKey) {
    var message = Arrays.copyOf(PREFIX, PREFIX.length + staticKey.length);
    System.arraycopy(staticKey, 0, message, PREFIX.length, staticKey.length);
    return message;
  }
}
