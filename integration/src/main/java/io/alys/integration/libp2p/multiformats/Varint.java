package io.alys.integration.libp2p.multiformats;

import io.alys.integration.libp2p.PeerFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Unsigned varints of the multiformats: seven bits a byte, at most nine bytes, always the shortest
 * form.
 */
public final class Varint {

  /** Most bytes that a varint may have; it then holds 63 bits. */
  public static final int MAX_SIZE = 9;

  private static final int BITS = 7;
  private static final int MORE = 0x80;

  private Varint() {}

  /** Number of bytes of a value's encoding. */
  public static int size(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + BITS - 1) / BITS);
  }

  /** The encoding of a value that is not negative. */
  public static byte[] encode(long value) {
    var out = new ByteArrayOutputStream(MAX_SIZE);
    write(value, out);
    return out.toByteArray();
  }

  /** Appends the encoding of a value that is not negative. */
  public static void write(long value, ByteArrayOutputStream out) {
    if (value < 0) {
      throw new IllegalArgumentException("a varint is not negative: " + value);
    }
    long rest = value;
    while (rest >= MORE) {
      out.write((int) (rest | MORE) & 0xff);
      rest >>>= BITS;
    }
    out.write((int) rest);
  }

  /** Reads a whole varint; one that is cut off is a fault. */
  public static long read(ByteBuffer in) {
    var partial = new Partial();
    while (in.hasRemaining()) {
      if (partial.accept(in.get())) {
        return partial.value();
      }
    }
    throw fault("a varint is cut off");
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.ENCODING, reason);
  }

  /** A varint whose bytes arrive one by one. */
  public static final class Partial {

    private long value;
    private int size;

    /** Takes the next byte; returns whether it was the last one. */
    public boolean accept(byte next) {
      if (size == MAX_SIZE) {
        throw fault("a varint has more than " + MAX_SIZE + " bytes");
      }
      value |= (long) (next & ~MORE & 0xff) << (BITS * size);
      size++;
      if ((next & MORE) != 0) {
        return false;
      }
      if (next == 0 && size > 1) {
        throw fault("a varint is longer than it need be");
      }
      return true;
    }

    /** What was read, once it is whole. */
    public long value() {
      return value;
    }

    /** Forgets what was read. */
    public void reset() {
      value = 0;
      size = 0;
    }
  }
}
