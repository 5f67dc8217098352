package io.alys.integration.libp2p.identity;

import fr.acinq.secp256k1.Secp256k1;
import io.alys.messages.types.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A node's own key; its text form shows the peer id alone. */
public final class PrivateKey {

  private final byte[] secret;
  private final PublicKey publicKey;

  private PrivateKey(KeyType type, byte[] secret) {
    this.secret = secret;
    this.publicKey = new PublicKey(type, Bytes.of(publicPoint(type, secret)));
  }

  /** A new key. */
  public static PrivateKey generate(KeyType type, SecureRandom random) {
    var secret = new byte[type.secretSize()];
    do {
      random.nextBytes(secret);
    } while (!isValid(type, secret));
    return new PrivateKey(type, secret);
  }

  /** The key with a given secret; the array stays the caller's. */
  public static PrivateKey of(KeyType type, byte[] secret) {
    if (secret.length != type.secretSize() || !isValid(type, secret)) {
      throw new IllegalArgumentException("not a secret key of type " + type);
    }
    return new PrivateKey(type, secret.clone());
  }

  /** Its public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The id of the peer that has this key. */
  public PeerId peerId() {
    return PeerId.of(publicKey);
  }

  /** A signature that {@link PublicKey#verify} accepts. */
  public byte[] sign(byte[] message) {
    return switch (publicKey.type()) {
      case ED25519 -> {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
        yield signature;
      }
      case SECP256K1 -> {
        var curve = Secp256k1.get();
        yield curve.compact2der(curve.sign(PublicKey.sha256(message), secret, null));
      }
    };
  }

  /** The secret, for its file alone. */
  byte[] secret() {
    return secret.clone();
  }

  private static boolean isValid(KeyType type, byte[] secret) {
    return type == KeyType.ED25519 || Secp256k1.get().secKeyVerify(secret);
  }

  private static byte[] publicPoint(KeyType type, byte[] secret) {
    return switch (type) {
      case ED25519 -> {
        var point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, point, 0);
        yield point;
      }
      case SECP256K1 -> {
        var curve = Secp256k1.get();
        yield curve.pubKeyCompress(curve.pubkeyCreate(secret));
      }
    };
  }

  @Override
  public String toString() {
    return "secret key of " + peerId();
  }
}
