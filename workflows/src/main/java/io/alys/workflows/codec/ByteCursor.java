package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.function.Function;

/** Reads a byte string from front to back; asking for more than remains is a refusal. */
final class ByteCursor {

  private final Bytes input;
  private int position;

  ByteCursor(Bytes input) {
    this.input = input;
  }

  /** Runs a decoder over at most {@code maxBytes}; all of them must be used. */
  static <T> Decoded<T> decode(Bytes input, int maxBytes, Function<ByteCursor, T> decoder) {
    return decodePrefix(
        input,
        maxBytes,
        cursor -> {
          var value = decoder.apply(cursor);
          cursor.requireEnd();
          return value;
        });
  }

  /** Runs a decoder over at most {@code maxBytes}; it may leave some unread. */
  static <T> Decoded<T> decodePrefix(Bytes input, int maxBytes, Function<ByteCursor, T> decoder) {
    if (input.size() > maxBytes) {
      return new Decoded.Refused<>(
          DecodeRefusal.TOO_LARGE, maxBytes, input.size() + " bytes, at most " + maxBytes);
    }
    try {
      return new Decoded.Ok<>(decoder.apply(new ByteCursor(input)));
    } catch (RefusedInput refused) {
      return refused.toDecoded();
    }
  }

  int position() {
    return position;
  }

  int remaining() {
    return input.size() - position;
  }

  /** The next byte, left unread. */
  int peek() {
    require(1);
    return input.at(position);
  }

  /** The next byte. */
  int u8() {
    require(1);
    return input.at(position++);
  }

  /** An unsigned number of 1 to 8 bytes, most significant first, as its bit pattern. */
  long bigEndian(int size) {
    require(size);
    var value = 0L;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | input.at(position++);
    }
    return value;
  }

  /** An unsigned number of 1 to 8 bytes, least significant first, as its bit pattern. */
  long littleEndian(int size) {
    require(size);
    var value = 0L;
    for (int i = 0; i < size; i++) {
      value |= (long) input.at(position++) << (8 * i);
    }
    return value;
  }

  /** The next {@code size} bytes. */
  Bytes take(int size) {
    require(size);
    position += size;
    return input.slice(position - size, position);
  }

  /** The next 32 bytes. */
  Hash32 hash() {
    return new Hash32(take(Hash32.SIZE));
  }

  /** Checks, before anything is allocated, that {@code count} elements can follow. */
  int count(long count, int limit, int elementBytes) {
    if (Long.compareUnsigned(count, limit) > 0) {
      var found = Long.toUnsignedString(count);
      throw refusal(DecodeRefusal.LIMIT_EXCEEDED, found + " elements, at most " + limit);
    }
    if (count * elementBytes > remaining()) {
      throw refusal(
          DecodeRefusal.TRUNCATED, count + " elements do not fit " + remaining() + " bytes");
    }
    return (int) count;
  }

  RefusedInput refusal(DecodeRefusal reason, String detail) {
    return new RefusedInput(reason, position, detail);
  }

  private void require(int size) {
    if (size > remaining()) {
      throw refusal(DecodeRefusal.TRUNCATED, size + " bytes expected, " + remaining() + " remain");
    }
  }

  private void requireEnd() {
    if (remaining() > 0) {
      throw refusal(DecodeRefusal.TRAILING_BYTES, remaining() + " bytes follow");
    }
  }
}
