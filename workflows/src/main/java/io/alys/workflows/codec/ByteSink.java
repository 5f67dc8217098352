package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import java.util.Arrays;

/** Collects bytes, growing as needed. */
final class ByteSink {

  private byte[] buffer = new byte[512];
  private int size;

  ByteSink u8(int value) {
    room(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** The lowest {@code bytes} bytes of a number, most significant first. */
  ByteSink bigEndian(long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      u8((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** The lowest {@code bytes} bytes of a number, least significant first. */
  ByteSink littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      u8((int) (value >>> (8 * i)));
    }
    return this;
  }

  ByteSink bytes(Bytes bytes) {
    room(bytes.size());
    bytes.copyTo(buffer, size);
    size += bytes.size();
    return this;
  }

  Bytes toBytes() {
    return Bytes.of(buffer).slice(0, size);
  }

  private void room(int bytes) {
    var needed = Math.addExact(size, bytes);
    if (needed > buffer.length) {
      var doubled = (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8);
      buffer = Arrays.copyOf(buffer, Math.max(needed, doubled));
    }
  }
}
