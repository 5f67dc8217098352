package io.alys.messages.types;

/** A compressed BLS12-381 public key, a point of G1; only its length is checked here. */
public record BlsPublicKey(Bytes bytes) implements Comparable<BlsPublicKey> {

  /** Length in bytes. */
  public static final int SIZE = 48;

  /** All zero bytes. */
  public static final BlsPublicKey ZERO = new BlsPublicKey(Bytes.zeros(SIZE));

  /** Refuses any other length. */
  public BlsPublicKey {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("BlsPublicKey needs 48 bytes, got " + bytes.size());
    }
  }

  /** A copy of exactly 48 bytes. */
  public static BlsPublicKey of(byte[] bytes) {
    return new BlsPublicKey(Bytes.of(bytes));
  }

  /** Reads 96 hex digits, optionally after {@code 0x}, any case. */
  public static BlsPublicKey fromHex(String hex) {
    return new BlsPublicKey(hex.startsWith("0x") ? Bytes.fromPrefixedHex(hex) : Bytes.fromHex(hex));
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
  public int compareTo(BlsPublicKey other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return prefixedHex();
  }
}
