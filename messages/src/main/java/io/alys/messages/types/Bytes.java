package io.alys.messages.types;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string; it owns its bytes, callers only ever see copies. */
public final class Bytes implements Comparable<Bytes> {

  /** The byte string of length 0. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** A byte string with a copy of the given bytes. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A byte string of {@code size} zero bytes. */
  public static Bytes zeros(int size) {
    return new Bytes(new byte[size]);
  }

  /**
   * Reads hex digits of any case, without prefix.
   *
   * @throws IllegalArgumentException when the text is not an even number of hex digits
   */
  public static Bytes fromHex(CharSequence hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /**
   * Reads {@code 0x} followed by hex digits of any case.
   *
   * @throws IllegalArgumentException when the prefix is missing or the rest is not hex
   */
  public static Bytes fromPrefixedHex(CharSequence hex) {
    if (hex.length() < 2 || hex.charAt(0) != '0' || hex.charAt(1) != 'x') {
      throw new IllegalArgumentException("hex text must start with 0x");
    }
    return fromHex(hex.subSequence(2, hex.length()));
  }

  /** Number of bytes. */
  public int size() {
    return value.length;
  }

  /** The byte at {@code index}, as 0 to 255. */
  public int at(int index) {
    return value[index] & 0xff;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return value.clone();
  }

  /** Copies all bytes into {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(value, 0, target, offset, value.length);
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    if (from < 0 || to > value.length || from > to) {
      throw new IndexOutOfBoundsException("slice " + from + ".." + to + " of " + value.length);
    }
    return new Bytes(Arrays.copyOfRange(value, from, to));
  }

  /** These bytes followed by {@code other}. */
  public Bytes concat(Bytes other) {
    var joined = Arrays.copyOf(value, value.length + other.value.length);
    System.arraycopy(other.value, 0, joined, value.length, other.value.length);
    return new Bytes(joined);
  }

  /** The same bytes, last first. */
  public Bytes reversed() {
    var turned = new byte[value.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = value[value.length - 1 - i];
    }
    return new Bytes(turned);
  }

  /** Whether every byte is zero. */
  public boolean isZero() {
    for (byte b : value) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Lower-case hex without prefix. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** Lower-case hex with {@code 0x}. */
  public String prefixedHex() {
    return "0x" + hex();
  }

  /** Unsigned lexicographic order. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return prefixedHex();
  }
}
