package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/** A Diffie-Hellman key pair on Curve25519 (RFC 7748). */
final class X25519Key {

  static final int SIZE = 32;

  private static final byte[] PUBLIC_HEAD = HexFormat.of().parseHex("302a300506032b656e032100");
  private static final byte[] SECRET_HEAD =
      HexFormat.of().parseHex("302e020100300506032b656e04220420");
  private static final byte[] BASE_POINT = new byte[SIZE];

  static {
    BASE_POINT[0] = 9;
  }

  private final PrivateKey secret;
  private final byte[] point;

  private X25519Key(byte[] secret) {
    try {
      var encoded = new PKCS8EncodedKeySpec(join(SECRET_HEAD, secret));
      this.secret = KeyFactory.getInstance("X25519").generatePrivate(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    this.point = agree(this.secret, BASE_POINT);
  }

  static X25519Key generate(SecureRandom random) {
    var secret = new byte[SIZE];
    random.nextBytes(secret);
    return new X25519Key(secret);
  }

  static X25519Key of(byte[] secret) {
    return new X25519Key(secret);
  }

  byte[] point() {
    return point.clone();
  }

  /** The secret shared with the owner of a point; points of small order are a fault. */
  byte[] agree(byte[] other) {
    return agree(secret, other);
  }

  private static byte[] agree(PrivateKey secret, byte[] other) {
    try {
      var agreement = KeyAgreement.getInstance("X25519");
      agreement.init(secret);
      agreement.doPhase(publicKey(other), true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      throw new PeerFault(PeerFault.Layer.NOISE, "a Diffie-Hellman key of small order");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
    return KeyFactory.getInstance("X25519")
        .generatePublic(new X509EncodedKeySpec(join(PUBLIC_HEAD, point)));
  }

  private static byte[] join(byte[] head, byte[] tail) {
    var whole = new byte[head.length + tail.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }
}
