package io.alys.messages.types;

/** A 20-byte account address of the execution layer. */
public record EvmAddress(Bytes bytes) implements Comparable<EvmAddress> {

  /** Length in bytes. */
  public static final int SIZE = 20;

  /** All zero bytes. */
  public static final EvmAddress ZERO = new EvmAddress(Bytes.zeros(SIZE));

  /** Refuses any other length. */
  public EvmAddress {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("EvmAddress needs 20 bytes, got " + bytes.size());
    }
  }

  /** A copy of exactly 20 bytes. */
  public static EvmAddress of(byte[] bytes) {
    return new EvmAddress(Bytes.of(bytes));
  }

  /** Reads 40 hex digits, optionally after {@code 0x}, any case. */
  public static EvmAddress fromHex(String hex) {
    return new EvmAddress(hex.startsWith("0x") ? Bytes.fromPrefixedHex(hex) : Bytes.fromHex(hex));
  }

  /** Lower-case hex without prefix. */
  public String hex() {
    return bytes.hex();
  }

  /** Lower-case hex with {@code 0x}. */
  public String prefixedHex() {
    return bytes.prefixedHex();
  }

  @Override
  public int compareTo(EvmAddress other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return prefixedHex();
  }
}
