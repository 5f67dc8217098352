package io.alys.messages.types;

/** A 32-byte hash in internal order, the bytes as the hash function outputs them. */
public record Hash32(Bytes bytes) implements Comparable<Hash32> {

  /** Length in bytes. */
  public static final int SIZE = 32;

  /** All zero bytes. */
  public static final Hash32 ZERO = new Hash32(Bytes.zeros(SIZE));

  /** Refuses any other length. */
  public Hash32 {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("Hash32 needs 32 bytes, got " + bytes.size());
    }
  }

  /** A copy of exactly 32 bytes. */
  public static Hash32 of(byte[] bytes) {
    return new Hash32(Bytes.of(bytes));
  }

  /** Reads 64 hex digits, optionally after {@code 0x}, any case. */
  public static Hash32 fromHex(String hex) {
    return new Hash32(hex.startsWith("0x") ? Bytes.fromPrefixedHex(hex) : Bytes.fromHex(hex));
  }

  /** Reads 64 hex digits in the order in which Bitcoin tools print hashes. */
  public static Hash32 fromDisplayHex(String hex) {
    return new Hash32(Bytes.fromHex(hex).reversed());
  }

  /** Lower-case hex in the order in which Bitcoin tools print hashes (bytes reversed). */
  public String displayHex() {
    return bytes.reversed().hex();
  }

  /** Whether every byte is zero. */
  public boolean isZero() {
    return bytes.isZero();
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
  public int compareTo(Hash32 other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return prefixedHex();
  }
}
