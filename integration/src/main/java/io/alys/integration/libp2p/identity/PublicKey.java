package io.alys.integration.libp2p.identity;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiformats.ProtoReader;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A peer's public key; one that was made is a point on its curve. */
public record PublicKey(KeyType type, Bytes point) {

  private static final int TYPE = 1;
  private static final int DATA = 2;
  private static final int MAX_ENCODED = 64;
  private static final int MAX_DER = 72;

  /** Checks the point. */
  public PublicKey {
    if (point.size() != type.publicSize() || !isOnCurve(type, point.toArray())) {
      throw new IllegalArgumentException("not a public key of type " + type);
    }
  }

  /** Reads libp2p's protobuf form, which has exactly one encoding for each key. */
  public static PublicKey decode(byte[] encoded) {
    if (encoded.length > MAX_ENCODED) {
      throw fault("a key of " + encoded.length + " bytes, at most " + MAX_ENCODED + " are taken");
    }
    var reader = new ProtoReader(ByteBuffer.wrap(encoded), 2, PeerFault.Layer.IDENTITY);
    if (reader.next() != TYPE) {
      throw fault("a key without its type");
    }
    var type = typeOf(reader.varint());
    if (reader.next() != DATA) {
      throw fault("a key without its data");
    }
    var key = of(type, reader.bytes(MAX_ENCODED));
    if (!Arrays.equals(key.encode(), encoded)) {
      throw fault("a key in another than its one encoding");
    }
    return key;
  }

  /** Libp2p's protobuf form. */
  public byte[] encode() {
    return new ProtoWriter().varint(TYPE, type.code()).bytes(DATA, point.toArray()).toBytes();
  }

  /** Whether a signature of this key covers a message. */
  public boolean verify(byte[] message, byte[] signature) {
    return switch (type) {
      case ED25519 ->
          signature.length == Ed25519.SIGNATURE_SIZE
              && Ed25519.verify(signature, 0, point.toArray(), 0, message, 0, message.length);
      case SECP256K1 -> verifyEcdsa(message, signature);
    };
  }

  private boolean verifyEcdsa(byte[] message, byte[] signature) {
    if (signature.length > MAX_DER) {
      return false;
    }
    var curve = Secp256k1.get();
    try {
      // Some peers do not write the lower of the two possible values of s.
      var compact = curve.signatureNormalize(curve.der2compact(signature)).getFirst();
      return curve.verify(compact, sha256(message), point.toArray());
    } catch (Secp256k1Exception | IllegalArgumentException e) {
      return false;
    }
  }

  static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static PublicKey of(KeyType type, byte[] point) {
    try {
      return new PublicKey(type, Bytes.of(point));
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()));
    }
  }

  private static KeyType typeOf(long code) {
    for (var type : KeyType.values()) {
      if (type.code() == code) {
        return type;
      }
    }
    throw fault("keys of type " + code + " are not taken, only Ed25519 and secp256k1");
  }

  private static boolean isOnCurve(KeyType type, byte[] point) {
    return switch (type) {
      case ED25519 -> Ed25519.validatePublicKeyFull(point, 0);
      case SECP256K1 -> isSecp256k1(point);
    };
  }

  private static boolean isSecp256k1(byte[] point) {
    try {
      return Secp256k1.get().pubkeyParse(point).length > 0;
    } catch (Secp256k1Exception | IllegalArgumentException e) {
      return false;
    }
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.IDENTITY, reason);
  }
}
