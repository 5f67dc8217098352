package io.alys.integration.libp2p.noise;

import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One direction of a channel: a ChaCha20-Poly1305 key and the number of the next message. */
final class CipherState {

  static final int TAG_SIZE = 16;

  private static final int NONCE_SIZE = 12;
  private static final byte[] NOTHING = {};

  private final SecretKeySpec key;
  private final Cipher cipher;
  private long nonce;

  CipherState(byte[] key) {
    this.key = new SecretKeySpec(key, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ChaCha20-Poly1305", e);
    }
  }

  byte[] encrypt(byte[] additional, byte[] plain) {
    var sealed = new byte[plain.length + TAG_SIZE];
    encrypt(additional, ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
    return sealed;
  }

  byte[] decrypt(byte[] additional, ByteBuffer sealed) {
    if (sealed.remaining() < TAG_SIZE) {
      throw fault("a message without its tag");
    }
    var plain = new byte[sealed.remaining() - TAG_SIZE];
    try {
      start(Cipher.DECRYPT_MODE, additional);
      cipher.doFinal(sealed, ByteBuffer.wrap(plain));
      return plain;
    } catch (AEADBadTagException e) {
      throw fault("a message was tampered with");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void encrypt(ByteBuffer plain, ByteBuffer sealed) {
    encrypt(NOTHING, plain, sealed);
  }

  byte[] decrypt(ByteBuffer sealed) {
    return decrypt(NOTHING, sealed);
  }

  private void encrypt(byte[] additional, ByteBuffer plain, ByteBuffer sealed) {
    try {
      start(Cipher.ENCRYPT_MODE, additional);
      cipher.doFinal(plain, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void start(int mode, byte[] additional) throws GeneralSecurityException {
    if (nonce == -1) {
      throw fault("a channel ends before its numbers repeat");
    }
    var number = ByteBuffer.allocate(NONCE_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    number.putInt(0).putLong(nonce++);
    cipher.init(mode, key, new IvParameterSpec(number.array()));
    cipher.updateAAD(additional);
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.NOISE, reason);
  }
}
