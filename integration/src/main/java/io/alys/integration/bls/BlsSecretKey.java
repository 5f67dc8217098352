package io.alys.integration.bls;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/**
 * A BLS12-381 secret key. Only {@link #toBytes} gives it away; text forms show the public key.
 * Thread-safe.
 */
public final class BlsSecretKey {

  /** Length in bytes, big endian. */
  public static final int SIZE = 32;

  private static final BigInteger GROUP_ORDER =
      new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);

  private final SecretKey secret;
  private final BlsPublicKey publicKey;

  private BlsSecretKey(SecretKey secret) {
    this.secret = secret;
    this.publicKey = BlsPublicKey.of(new P1(secret).compress());
  }

  /** A new key from 32 random bytes by the standard's KeyGen. */
  public static BlsSecretKey generate(SecureRandom random) {
    var material = new byte[SIZE];
    random.nextBytes(material);
    try {
      var secret = new SecretKey();
      secret.keygen(material);
      return new BlsSecretKey(secret);
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /**
   * The key with the given number; the array stays the caller's.
   *
   * @throws IllegalArgumentException when it is not 32 bytes, zero, or not below the group's order
   */
  public static BlsSecretKey fromBytes(byte[] bigEndian) {
    if (bigEndian.length != SIZE) {
      throw new IllegalArgumentException(
          "a BLS secret key has " + SIZE + " bytes, got " + bigEndian.length);
    }
    var number = new BigInteger(1, bigEndian);
    if (number.signum() == 0 || number.compareTo(GROUP_ORDER) >= 0) {
      throw new IllegalArgumentException("a BLS secret key lies between 1 and the group's order");
    }
    var secret = new SecretKey();
    secret.from_bendian(bigEndian);
    return new BlsSecretKey(secret);
  }

  /** The key that signatures verify under. */
  public BlsPublicKey publicKey() {
    return publicKey;
  }

  /** A signature over the 32 bytes of a root. */
  public BlsSignature sign(Hash32 root) {
    return signature(root.bytes(), Ciphersuite.SIGNATURE);
  }

  /** A proof that this key's owner knows it (rule 2.12): its public key, signed under a tag. */
  public BlsSignature provePossession() {
    return signature(publicKey.bytes(), Ciphersuite.POSSESSION);
  }

  /** The secret itself, big endian; for keystores alone. */
  public byte[] toBytes() {
    return secret.to_bendian();
  }

  private BlsSignature signature(Bytes message, String tag) {
    var point = new P2().hash_to(message.toArray(), tag).sign_with(secret);
    return BlsSignature.of(point.compress());
  }

  @Override
  public String toString() {
    return "secret key of " + publicKey;
  }
}
