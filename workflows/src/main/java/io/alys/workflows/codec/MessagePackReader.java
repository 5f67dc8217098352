package io.alys.workflows.codec;

import static io.alys.workflows.codec.DecodeRefusal.LIMIT_EXCEEDED;
import static io.alys.workflows.codec.DecodeRefusal.NOT_CANONICAL_DECIMAL;
import static io.alys.workflows.codec.DecodeRefusal.NOT_CANONICAL_HEX;
import static io.alys.workflows.codec.DecodeRefusal.NOT_SHORTEST;
import static io.alys.workflows.codec.DecodeRefusal.NUMBER_OUT_OF_RANGE;
import static io.alys.workflows.codec.DecodeRefusal.TRUNCATED;
import static io.alys.workflows.codec.DecodeRefusal.WRONG_FIELD_COUNT;
import static io.alys.workflows.codec.DecodeRefusal.WRONG_LENGTH;
import static io.alys.workflows.codec.DecodeRefusal.WRONG_TYPE;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads exactly what {@link MessagePackWriter} writes: the shortest form and no other (§4.2). */
final class MessagePackReader {

  private static final int NIL = 0xc0;

  private final ByteCursor cursor;

  MessagePackReader(ByteCursor cursor) {
    this.cursor = cursor;
  }

  /** Where the next value starts. */
  int position() {
    return cursor.position();
  }

  /** Head of a structure with this number of fields. */
  void structure(int fields) {
    structure(fields, fields);
  }

  /** Head of a structure with one of two numbers of fields; returns which. */
  int structure(int fields, int orFields) {
    var start = cursor.position();
    var count = arrayHead();
    if (count != fields && count != orFields) {
      throw new RefusedInput(WRONG_FIELD_COUNT, start, count + " fields instead of " + fields);
    }
    return (int) count;
  }

  /** A list of at most {@code limit} elements, each of at least {@code elementBytes}. */
  <T> List<T> list(int limit, int elementBytes, Supplier<T> element) {
    var count = cursor.count(arrayHead(), limit, elementBytes);
    var elements = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.get());
    }
    return elements;
  }

  /** Number of entries of a map, each of at least {@code entryBytes}; they follow. */
  int map(int limit, int entryBytes) {
    return cursor.count(mapHead(), limit, entryBytes);
  }

  /** Text in ASCII of at most {@code limit} characters. */
  String text(int limit) {
    var start = cursor.position();
    var length = textHead();
    if (length > limit) {
      throw new RefusedInput(LIMIT_EXCEEDED, start, length + " characters, at most " + limit);
    }
    return new String(cursor.take((int) length).toArray(), StandardCharsets.ISO_8859_1);
  }

  /** Bytes written as an array of integers, one per byte. */
  Bytes integers(int limit) {
    var bytes = new byte[cursor.count(arrayHead(), limit, 1)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) unsignedUpTo(0xff);
    }
    return Bytes.of(bytes);
  }

  /** A value that may be missing. */
  <T> @Nullable T optional(Supplier<T> present) {
    if (cursor.peek() == NIL) {
      cursor.u8();
      return null;
    }
    return present.get();
  }

  /** An unsigned 64-bit integer as its bit pattern. */
  long unsigned() {
    var start = cursor.position();
    var first = cursor.u8();
    return switch (first) {
      case 0xcc -> atLeast(0x80, 1, start);
      case 0xcd -> atLeast(0x100, 2, start);
      case 0xce -> atLeast(0x1_0000, 4, start);
      case 0xcf -> atLeast(0x1_0000_0000L, 8, start);
      default -> {
        if (first > 0x7f) {
          throw wrongType("unsigned integer", first, start);
        }
        yield first;
      }
    };
  }

  /** An unsigned 32-bit integer as its bit pattern. */
  int unsigned32() {
    return (int) unsignedUpTo(0xffff_ffffL);
  }

  /** A signed 32-bit integer. */
  int signed32() {
    var start = cursor.position();
    var first = cursor.peek();
    if (first < 0xd0 || (first >= 0xd4 && first < 0xe0)) {
      return (int) unsignedUpTo(Integer.MAX_VALUE);
    }
    cursor.u8();
    return switch (first) {
      case 0xd0 -> below(-32, (byte) cursor.bigEndian(1), start);
      case 0xd1 -> below(Byte.MIN_VALUE, (short) cursor.bigEndian(2), start);
      case 0xd2 -> below(Short.MIN_VALUE, (int) cursor.bigEndian(4), start);
      case 0xd3 -> throw new RefusedInput(NUMBER_OUT_OF_RANGE, start, "64-bit signed integer");
      default -> (byte) first;
    };
  }

  /** A byte string of at most {@code limit} bytes. */
  Bytes binary(int limit) {
    var start = cursor.position();
    var size = binaryHead();
    if (size > limit) {
      throw new RefusedInput(LIMIT_EXCEEDED, start, size + " bytes, at most " + limit);
    }
    return cursor.take((int) size);
  }

  /** A byte string of 32 bytes. */
  Hash32 binaryHash() {
    var start = cursor.position();
    var size = binaryHead();
    if (size != Hash32.SIZE) {
      throw new RefusedInput(WRONG_LENGTH, start, size + " bytes instead of 32");
    }
    return cursor.hash();
  }

  /** Hex text of exactly {@code size} bytes. */
  Bytes hex(int size) {
    var start = cursor.position();
    var length = textHead();
    if (length != 2L + 2L * size) {
      throw new RefusedInput(
          WRONG_LENGTH, start, length + " characters instead of 0x and " + 2L * size);
    }
    return hexDigits(size);
  }

  /** Hex text of at most {@code limit} bytes. */
  Bytes hexUpTo(int limit) {
    var start = cursor.position();
    var length = textHead();
    if (length > 2L + 2L * limit) {
      throw new RefusedInput(LIMIT_EXCEEDED, start, "more than " + limit + " bytes in hex");
    }
    if (length < 2 || length % 2 != 0) {
      throw new RefusedInput(NOT_CANONICAL_HEX, start, length + " characters");
    }
    return hexDigits((int) (length - 2) / 2);
  }

  /** A 32-byte hash as hex text. */
  Hash32 hexHash() {
    return new Hash32(hex(Hash32.SIZE));
  }

  /** An unsigned 64-bit integer as decimal text. */
  UInt64 decimal64() {
    return new UInt64(decimal(64).longValue());
  }

  /** An unsigned 256-bit integer as decimal text. */
  UInt256 decimal256() {
    return new UInt256(decimal(256));
  }

  private long unsignedUpTo(long maximum) {
    var start = cursor.position();
    var value = unsigned();
    if (Long.compareUnsigned(value, maximum) > 0) {
      var found = Long.toUnsignedString(value);
      throw new RefusedInput(NUMBER_OUT_OF_RANGE, start, found + ", at most " + maximum);
    }
    return value;
  }

  private BigInteger decimal(int bits) {
    var start = cursor.position();
    var length = textHead();
    // 2^256 - 1 has 78 digits: longer text is out of range whatever it holds.
    if (length > 78) {
      throw new RefusedInput(NUMBER_OUT_OF_RANGE, start, length + " digits");
    }
    var digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append((char) cursor.u8());
    }
    if (!isCanonicalDecimal(digits)) {
      throw new RefusedInput(NOT_CANONICAL_DECIMAL, start, "not a plain decimal number");
    }
    var number = new BigInteger(digits.toString());
    if (number.bitLength() > bits) {
      throw new RefusedInput(NUMBER_OUT_OF_RANGE, start, "more than " + bits + " bits");
    }
    return number;
  }

  private static boolean isCanonicalDecimal(CharSequence digits) {
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && (digits.length() == 1 || digits.charAt(0) != '0');
  }

  private Bytes hexDigits(int size) {
    var needed = 2L + 2L * size;
    if (needed > cursor.remaining()) {
      throw cursor.refusal(
          TRUNCATED, needed + " characters expected, " + cursor.remaining() + " remain");
    }
    if (cursor.bigEndian(2) != 0x3078) {
      throw new RefusedInput(NOT_CANONICAL_HEX, cursor.position() - 2, "no 0x");
    }
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ((hexDigit() << 4) | hexDigit());
    }
    return Bytes.of(bytes);
  }

  private int hexDigit() {
    var c = cursor.u8();
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    throw new RefusedInput(NOT_CANONICAL_HEX, cursor.position() - 1, "not a lower-case hex digit");
  }

  private long arrayHead() {
    var start = cursor.position();
    var first = cursor.u8();
    return switch (first) {
      case 0xdc -> atLeast(0x10, 2, start);
      case 0xdd -> atLeast(0x1_0000, 4, start);
      default -> {
        if ((first & 0xf0) != 0x90) {
          throw wrongType("array", first, start);
        }
        yield first & 0x0f;
      }
    };
  }

  private long mapHead() {
    var start = cursor.position();
    var first = cursor.u8();
    return switch (first) {
      case 0xde -> atLeast(0x10, 2, start);
      case 0xdf -> atLeast(0x1_0000, 4, start);
      default -> {
        if ((first & 0xf0) != 0x80) {
          throw wrongType("map", first, start);
        }
        yield first & 0x0f;
      }
    };
  }

  private long textHead() {
    var start = cursor.position();
    var first = cursor.u8();
    return switch (first) {
      case 0xd9 -> atLeast(0x20, 1, start);
      case 0xda -> atLeast(0x100, 2, start);
      case 0xdb -> atLeast(0x1_0000, 4, start);
      default -> {
        if ((first & 0xe0) != 0xa0) {
          throw wrongType("text", first, start);
        }
        yield first & 0x1f;
      }
    };
  }

  private long binaryHead() {
    var start = cursor.position();
    var first = cursor.u8();
    return switch (first) {
      case 0xc4 -> atLeast(0, 1, start);
      case 0xc5 -> atLeast(0x100, 2, start);
      case 0xc6 -> atLeast(0x1_0000, 4, start);
      default -> throw wrongType("binary", first, start);
    };
  }

  /** The next {@code size} bytes as a number; a smaller one has a shorter form. */
  private long atLeast(long minimum, int size, int start) {
    var value = cursor.bigEndian(size);
    if (Long.compareUnsigned(value, minimum) < 0) {
      throw new RefusedInput(NOT_SHORTEST, start, value + " in " + size + " bytes");
    }
    return value;
  }

  private static int below(int limit, int value, int start) {
    if (value >= limit) {
      throw new RefusedInput(NOT_SHORTEST, start, value + " in a longer form");
    }
    return value;
  }

  private static RefusedInput wrongType(String expected, int first, int start) {
    return new RefusedInput(
        WRONG_TYPE, start, String.format("%s expected, found %02x", expected, first));
  }
}
