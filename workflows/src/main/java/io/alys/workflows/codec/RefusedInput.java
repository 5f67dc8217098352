package io.alys.workflows.codec;

/**
 * Leaves a decoder at the first bad byte; {@link ByteCursor#decode} turns it into {@link
 * Decoded.Refused}, so it never leaves this package.
 */
final class RefusedInput extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DecodeRefusal reason;
  private final int offset;

  RefusedInput(DecodeRefusal reason, int offset, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  <T> Decoded<T> toDecoded() {
    return new Decoded.Refused<>(reason, offset, String.valueOf(getMessage()));
  }
}
