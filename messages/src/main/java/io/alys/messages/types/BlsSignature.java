package io.alys.messages.types;

/** A compressed BLS12-381 signature, a point of G2; only its length is checked here. */
public record BlsSignature(Bytes bytes) implements Comparable<BlsSignature> {

  /** Length in bytes. */
  public static final int SIZE = 96;

  /** All zero bytes. */
  public static final BlsSignature ZERO = new BlsSignature(Bytes.zeros(SIZE));

  /** Refuses any other length. */
  public BlsSignature {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("BlsSignature needs 96 bytes, got " + bytes.size());
    }
  }

  /** A copy of exactly 96 bytes. */
  public static BlsSignature of(byte[] bytes) {
    return new BlsSignature(Bytes.of(bytes));
  }

  /** Reads 192 hex digits, optionally after {@code 0x}, any case. */
  public static BlsSignature fromHex(String hex) {
    return new BlsSignature(hex.startsWith("0x") ? Bytes.fromPrefixedHex(hex) : Bytes.fromHex(hex));
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
  public int compareTo(BlsSignature other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return prefixedHex();
  }
}
