package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;

/** Takes apart what decoders answer. */
final class Outcomes {

  private Outcomes() {}

  static <T> T ok(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Ok<T>(var value) -> value;
      case Decoded.Refused<T> refused -> throw new AssertionError("refused: " + refused);
    };
  }

  static <T> Decoded.Refused<T> refused(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Ok<T>(var value) -> throw new AssertionError("accepted: " + value);
      case Decoded.Refused<T> refused -> refused;
    };
  }

  static <T> DecodeRefusal reason(Decoded<T> decoded) {
    return refused(decoded).reason();
  }

  /** The bytes with {@code length} of them from {@code offset} on replaced by others. */
  static Bytes splice(Bytes bytes, int offset, int length, String replacementHex) {
    return bytes
        .slice(0, offset)
        .concat(Bytes.fromHex(replacementHex))
        .concat(bytes.slice(offset + length, bytes.size()));
  }
}
