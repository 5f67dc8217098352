package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the MessagePack profile of rmp-serde: always the shortest form (§4.2). */
final class MessagePackWriter {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ByteSink sink = new ByteSink();

  Bytes toBytes() {
    return sink.toBytes();
  }

  /** Head of an array, also of a structure; its elements follow. */
  void array(int count) {
    if (count < 0x10) {
      sink.u8(0x90 | count);
    } else if (count < 0x1_0000) {
      sink.u8(0xdc).bigEndian(count, 2);
    } else {
      sink.u8(0xdd).bigEndian(count, 4);
    }
  }

  /** Head of a map; its keys and values follow, in turns. */
  void map(int count) {
    if (count < 0x10) {
      sink.u8(0x80 | count);
    } else if (count < 0x1_0000) {
      sink.u8(0xde).bigEndian(count, 2);
    } else {
      sink.u8(0xdf).bigEndian(count, 4);
    }
  }

  /** Text in ASCII. */
  void text(String ascii) {
    textHead(ascii.length());
    sink.bytes(Bytes.of(ascii.getBytes(StandardCharsets.US_ASCII)));
  }

  /** An array and its elements. */
  <T> void list(List<T> elements, Consumer<T> element) {
    array(elements.size());
    elements.forEach(element);
  }

  /** A value that may be missing. */
  <T> void optional(@Nullable T value, Consumer<T> present) {
    if (value == null) {
      sink.u8(0xc0);
    } else {
      present.accept(value);
    }
  }

  /** An unsigned 64-bit integer, given as its bit pattern. */
  void unsigned(long bits) {
    if (bits < 0 || bits > 0xffff_ffffL) {
      sink.u8(0xcf).bigEndian(bits, 8);
    } else if (bits > 0xffff) {
      sink.u8(0xce).bigEndian(bits, 4);
    } else if (bits > 0xff) {
      sink.u8(0xcd).bigEndian(bits, 2);
    } else if (bits > 0x7f) {
      sink.u8(0xcc).u8((int) bits);
    } else {
      sink.u8((int) bits);
    }
  }

  /** An unsigned 32-bit integer, given as its bit pattern. */
  void unsigned32(int bits) {
    unsigned(Integer.toUnsignedLong(bits));
  }

  /** A signed 32-bit integer; non-negative ones are written as unsigned. */
  void signed32(int value) {
    if (value >= 0) {
      unsigned(value);
    } else if (value >= -32) {
      sink.u8(value);
    } else if (value >= Byte.MIN_VALUE) {
      sink.u8(0xd0).u8(value);
    } else if (value >= Short.MIN_VALUE) {
      sink.u8(0xd1).bigEndian(value, 2);
    } else {
      sink.u8(0xd2).bigEndian(value, 4);
    }
  }

  void binary(Bytes bytes) {
    var size = bytes.size();
    if (size < 0x100) {
      sink.u8(0xc4).u8(size);
    } else if (size < 0x1_0000) {
      sink.u8(0xc5).bigEndian(size, 2);
    } else {
      sink.u8(0xc6).bigEndian(size, 4);
    }
    sink.bytes(bytes);
  }

  /** Bytes as an array of integers, one per byte. */
  void integers(Bytes bytes) {
    array(bytes.size());
    for (int i = 0; i < bytes.size(); i++) {
      unsigned(bytes.at(i));
    }
  }

  /** Bytes as text: {@code 0x} and lower-case hex. */
  void hex(Bytes bytes) {
    textHead(2 + 2 * bytes.size());
    sink.u8('0').u8('x');
    for (int i = 0; i < bytes.size(); i++) {
      sink.u8(DIGITS[bytes.at(i) >>> 4]).u8(DIGITS[bytes.at(i) & 0xf]);
    }
  }

  /** A number as text: its {@code toString} in decimal digits. */
  void decimal(Object number) {
    text(number.toString());
  }

  private void textHead(int size) {
    if (size < 0x20) {
      sink.u8(0xa0 | size);
    } else if (size < 0x100) {
      sink.u8(0xd9).u8(size);
    } else if (size < 0x1_0000) {
      sink.u8(0xda).bigEndian(size, 2);
    } else {
      sink.u8(0xdb).bigEndian(size, 4);
    }
  }
}
