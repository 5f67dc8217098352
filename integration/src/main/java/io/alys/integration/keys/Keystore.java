package io.alys.integration.keys;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An encrypted BLS key (EIP-2335, version 4): AES-128-CTR under a key derived from a password, with
 * a SHA-256 checksum that tells a wrong password.
 *
 * @param derivation how the password becomes a key
 * @param iv initial counter, 16 bytes
 * @param cipherText the encrypted key
 * @param checksum over the second half of the derived key and the cipher text
 * @param publicKey the key's public half
 * @param path how the key was derived, {@code ""} when it was not
 * @param uuid a random name
 */
record Keystore(
    KeyDerivation derivation,
    Bytes iv,
    Bytes cipherText,
    Bytes checksum,
    BlsPublicKey publicKey,
    String path,
    UUID uuid) {

  static final int IV_BYTES = 16;
  static final int CHECKSUM_BYTES = 32;

  private static final int HALF = 16;

  /** Refuses parts of other lengths. */
  Keystore {
    checkLength("iv", iv, IV_BYTES);
    checkLength("cipher text", cipherText, BlsSecretKey.SIZE);
    checkLength("checksum", checksum, CHECKSUM_BYTES);
  }

  static Keystore encrypt(
      BlsSecretKey key, Password password, DerivationFunction function, SecureRandom random) {
    var derivation = KeyDerivation.create(function, random);
    var derived = derivation.derive(password);
    var secret = key.toBytes();
    try {
      var iv = new byte[IV_BYTES];
      random.nextBytes(iv);
      var cipherText = crypt(Cipher.ENCRYPT_MODE, derived, iv, secret);
      return new Keystore(
          derivation,
          Bytes.of(iv),
          Bytes.of(cipherText),
          Bytes.of(checksum(derived, cipherText)),
          key.publicKey(),
          "",
          UUID.randomUUID());
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * The key; empty when the password is wrong.
   *
   * @throws IllegalArgumentException when the decrypted number is no BLS key
   */
  Optional<BlsSecretKey> decrypt(Password password) {
    var derived = derivation.derive(password);
    var secret = new byte[0];
    try {
      if (!MessageDigest.isEqual(checksum(derived, cipherText.toArray()), checksum.toArray())) {
        return Optional.empty();
      }
      secret = crypt(Cipher.DECRYPT_MODE, derived, iv.toArray(), cipherText.toArray());
      return Optional.of(BlsSecretKey.fromBytes(secret));
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static byte[] crypt(int mode, byte[] derived, byte[] iv, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, new SecretKeySpec(derived, 0, HALF, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in counter mode", e);
    }
  }

  private static byte[] checksum(byte[] derived, byte[] cipherText) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(derived, HALF, HALF);
      return sha256.digest(cipherText);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void checkLength(String what, Bytes bytes, int length) {
    if (bytes.size() != length) {
      throw new IllegalArgumentException(
          "the " + what + " has " + bytes.size() + " bytes, not " + length);
    }
  }

  @Override
  public String toString() {
    return "keystore of " + publicKey;
  }
}
