package io.alys.integration.libp2p.gossip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SipHash-1-3 with both keys zero, over a length and bytes: how Rust hashes a byte string. */
final class SipHash13 {

  private static final int WORD = 8;
  private static final int FINAL_ROUNDS = 3;
  private static final long FINAL = 0xff;

  private long v0 = 0x736f6d6570736575L;
  private long v1 = 0x646f72616e646f6dL;
  private long v2 = 0x6c7967656e657261L;
  private long v3 = 0x7465646279746573L;

  private SipHash13() {}

  static long hash(byte[] bytes) {
    var hash = new SipHash13();
    hash.word(bytes.length);
    var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= WORD) {
      hash.word(in.getLong());
    }
    long last = (long) (bytes.length + WORD) << (Long.SIZE - Byte.SIZE);
    for (int shift = 0; in.hasRemaining(); shift += Byte.SIZE) {
      last |= (in.get() & 0xffL) << shift;
    }
    hash.word(last);
    return hash.finish();
  }

  private long finish() {
    v2 ^= FINAL;
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void word(long word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }
}
