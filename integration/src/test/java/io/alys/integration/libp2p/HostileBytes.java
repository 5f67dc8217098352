package io.alys.integration.libp2p;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a decoder with cut, changed and random bytes; it may refuse by {@link PeerFault} alone. */
public final class HostileBytes {

  private static final int ROUNDS = 500;
  private static final int MAX_RANDOM = 200;

  private HostileBytes() {}

  /** Every cut, then many changes of a good encoding, then bytes out of nothing. */
  public static void feed(byte[] good, Consumer<byte[]> decoder) {
    for (int size = 0; size < good.length; size++) {
      attempt(Arrays.copyOf(good, size), decoder);
    }
    var random = new Random(good.length);
    for (int i = 0; i < ROUNDS; i++) {
      attempt(changed(good, random), decoder);
      var noise = new byte[random.nextInt(MAX_RANDOM)];
      random.nextBytes(noise);
      attempt(noise, decoder);
    }
  }

  /** The same, for decoders of buffers. */
  public static void feedBuffers(byte[] good, Consumer<ByteBuffer> decoder) {
    feed(good, bytes -> decoder.accept(ByteBuffer.wrap(bytes)));
  }

  private static byte[] changed(byte[] good, Random random) {
    var changed = good.clone();
    for (int i = random.nextInt(3); i >= 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    return changed;
  }

  private static void attempt(byte[] bytes, Consumer<byte[]> decoder) {
    try {
      decoder.accept(bytes);
    } catch (PeerFault expected) {
      // The one way to refuse.
    }
  }
}
