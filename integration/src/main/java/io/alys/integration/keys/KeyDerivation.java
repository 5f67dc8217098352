package io.alys.integration.keys;

import io.alys.messages.types.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/** How a keystore's key is made of its password; bounded, so that a file can't stop the node. */
sealed interface KeyDerivation {

  /** Bytes that are derived: 16 for the cipher, 16 for the checksum. */
  int KEY_BYTES = 32;

  /** Bytes of a new salt. */
  int SALT_BYTES = 32;

  /** Most bytes of a salt that is read. */
  int MAX_SALT_BYTES = 1024;

  /** The key for a password. */
  byte[] derive(Password password);

  /** The salt. */
  Bytes salt();

  /** New parameters with a random salt, at the cost that EIP-2335 gives. */
  static KeyDerivation create(DerivationFunction function, SecureRandom random) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return switch (function) {
      case SCRYPT -> new Scrypt(1 << 18, 8, 1, Bytes.of(salt));
      case PBKDF2 -> new Pbkdf2(1 << 18, Bytes.of(salt));
    };
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what + " is out of bounds");
    }
  }

  private static Bytes checkedSalt(Bytes salt) {
    check(salt.size() > 0 && salt.size() <= MAX_SALT_BYTES, "the length of the salt");
    return salt;
  }

  /** scrypt (RFC 7914); its memory is 128·n·r bytes. */
  record Scrypt(int n, int r, int p, Bytes salt) implements KeyDerivation {

    private static final long MAX_MEMORY = 1L << 30;
    private static final int MAX_PARALLEL = 16;

    /** Refuses parameters that are not scrypt's or cost too much. */
    public Scrypt {
      check(n > 1 && Integer.bitCount(n) == 1, "n");
      check(r > 0 && 128L * n * r <= MAX_MEMORY, "r");
      check(p > 0 && p <= MAX_PARALLEL, "p");
      checkedSalt(salt);
    }

    @Override
    public byte[] derive(Password password) {
      return SCrypt.generate(password.bytes(), salt.toArray(), n, r, p, KEY_BYTES);
    }
  }

  /** PBKDF2 with HMAC-SHA-256 (RFC 8018). */
  record Pbkdf2(int c, Bytes salt) implements KeyDerivation {

    private static final int MAX_ROUNDS = 10_000_000;

    /** Refuses counts that cost too much. */
    public Pbkdf2 {
      check(c > 0 && c <= MAX_ROUNDS, "c");
      checkedSalt(salt);
    }

    @Override
    public byte[] derive(Password password) {
      var generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
      generator.init(password.bytes(), salt.toArray(), c);
      return ((KeyParameter) generator.generateDerivedMacParameters(8 * KEY_BYTES)).getKey();
    }
  }
}
