package io.alys.messages.types;

/** A proof-of-work target in Bitcoin's compact form ({@code nBits}), an unsigned 32-bit number. */
public record CompactBits(int bits) {

  /** The number as it is written in JSON, 0 to 2^32 - 1. */
  public long unsigned() {
    return Integer.toUnsignedLong(bits);
  }

  /** Eight lower-case hex digits without prefix, as pools print it ({@code "207fffff"}). */
  public String hex() {
    return String.format("%08x", bits);
  }

  @Override
  public String toString() {
    return hex();
  }
}
