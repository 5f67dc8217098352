package io.alys.integration.libp2p.noise;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The running hash and chaining key of a handshake (Noise specification, 5.2). */
final class SymmetricState {

  private static final String HMAC = "HmacSHA256";
  private static final byte[] NOTHING = {};

  private byte[] chainingKey;
  private byte[] hash;
  private @Nullable CipherState cipher;

  /** For a protocol name of 32 bytes, which stands for itself. */
  SymmetricState(byte[] protocolName) {
    this.hash = protocolName.clone();
    this.chainingKey = protocolName.clone();
  }

  void mixHash(byte[] more) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(hash);
      hash = digest.digest(more);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void mixKey(byte[] material) {
    var keys = expand(material);
    chainingKey = keys[0];
    cipher = new CipherState(keys[1]);
  }

  byte[] encryptAndHash(byte[] plain) {
    var sealed = cipher == null ? plain : cipher.encrypt(hash, plain);
    mixHash(sealed);
    return sealed;
  }

  byte[] decryptAndHash(byte[] sealed) {
    var plain = cipher == null ? sealed : cipher.decrypt(hash, ByteBuffer.wrap(sealed));
    mixHash(sealed);
    return plain;
  }

  /** The initiator's sending direction, then the responder's. */
  CipherState[] split() {
    var keys = expand(NOTHING);
    return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
  }

  byte[] handshakeHash() {
    return hash.clone();
  }

  private byte[][] expand(byte[] material) {
    var temporary = hmac(chainingKey, material);
    var first = hmac(temporary, new byte[] {1});
    var input = Arrays.copyOf(first, first.length + 1);
    input[first.length] = 2;
    return new byte[][] {first, hmac(temporary, input)};
  }

  private static byte[] hmac(byte[] key, byte[] input) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
