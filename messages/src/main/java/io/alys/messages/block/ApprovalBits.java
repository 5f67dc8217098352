package io.alys.messages.block;

import io.alys.messages.types.Bytes;
import java.util.stream.IntStream;

/** Which authorities signed: bit i of {@code mask} is authority i; 15 bits (SSZ bitlist, §3.5). */
public record ApprovalBits(int mask) {

  /** Most authorities that the bit list can name. */
  public static final int CAPACITY = 15;

  /** Nobody. */
  public static final ApprovalBits NONE = new ApprovalBits(0);

  /** Refuses bits beyond the capacity. */
  public ApprovalBits {
    if (mask >>> CAPACITY != 0) {
      throw new IllegalArgumentException("approval bits beyond " + CAPACITY);
    }
  }

  /** One authority alone. */
  public static ApprovalBits of(int authority) {
    return NONE.with(authority);
  }

  /** These authorities and {@code authority}. */
  public ApprovalBits with(int authority) {
    if (authority < 0 || authority >= CAPACITY) {
      throw new IllegalArgumentException("authority index out of range: " + authority);
    }
    return new ApprovalBits(mask | 1 << authority);
  }

  /** Whether {@code authority} signed. */
  public boolean has(int authority) {
    return authority >= 0 && authority < CAPACITY && (mask >>> authority & 1) == 1;
  }

  /** Number of set bits. */
  public int count() {
    return Integer.bitCount(mask);
  }

  /** Index of the highest set bit, -1 when none is set. */
  public int highest() {
    return 31 - Integer.numberOfLeadingZeros(mask);
  }

  /** The set bits in ascending order. */
  public IntStream indices() {
    return IntStream.range(0, CAPACITY).filter(this::has);
  }

  /** SSZ bitlist bytes: two bytes, little endian, bit 15 is the length marker. */
  public Bytes sszBytes() {
    var marked = mask | 1 << CAPACITY;
    return Bytes.of((byte) marked, (byte) (marked >>> 8));
  }
}
