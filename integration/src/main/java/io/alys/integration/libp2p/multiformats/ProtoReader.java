package io.alys.integration.libp2p.multiformats;

import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The fields of one protobuf message, one after the other.
 *
 * <p>Nothing is built for a field before its length and the number of fields are within bounds;
 * groups and fields without a number are faults.
 */
public final class ProtoReader {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int WIRE_BITS = 3;
  private static final long MAX_FIELD = (1L << 29) - 1;

  private final ByteBuffer in;
  private final PeerFault.Layer layer;
  private int fieldsLeft;
  private int wireType;
  private boolean pending;

  /** A reader of a message with at most so many fields, repeated ones counted each. */
  public ProtoReader(ByteBuffer message, int maxFields, PeerFault.Layer layer) {
    this.in = message;
    this.layer = layer;
    this.fieldsLeft = maxFields;
  }

  /** Goes to the next field, past the value of the one before; 0 at the end. */
  public int next() {
    if (pending) {
      skip();
    }
    if (!in.hasRemaining()) {
      return 0;
    }
    if (fieldsLeft-- == 0) {
      throw fault("too many fields");
    }
    long key = rawVarint();
    long field = key >>> WIRE_BITS;
    wireType = (int) (key & ((1 << WIRE_BITS) - 1));
    if (field < 1 || field > MAX_FIELD) {
      throw fault("field number " + field);
    }
    pending = true;
    return (int) field;
  }

  /** The present field as a number. */
  public long varint() {
    expect(VARINT);
    return rawVarint();
  }

  /** The present field as bytes. */
  public byte[] bytes(int limit) {
    var value = message(limit);
    var copy = new byte[value.remaining()];
    value.get(copy);
    return copy;
  }

  /** The present field as a text in UTF-8. */
  public String text(int limit) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(message(limit)).toString();
    } catch (CharacterCodingException e) {
      throw fault("a text is not UTF-8");
    }
  }

  /** The present field as a message inside, a view of the same bytes. */
  public ByteBuffer message(int limit) {
    expect(LENGTH);
    long length = rawVarint();
    if (length > limit || length < 0) {
      throw fault("a field of " + length + " bytes, at most " + limit + " are taken");
    }
    return take((int) length);
  }

  private ByteBuffer take(int length) {
    if (length > in.remaining()) {
      throw fault("a field is cut off");
    }
    var part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private void skip() {
    pending = false;
    switch (wireType) {
      case VARINT -> rawVarint();
      case FIXED_64 -> take(Long.BYTES);
      case FIXED_32 -> take(Integer.BYTES);
      case LENGTH -> {
        long length = rawVarint();
        take((int) Math.min(length < 0 ? Integer.MAX_VALUE : length, Integer.MAX_VALUE));
      }
      default -> throw fault("wire type " + wireType);
    }
  }

  private void expect(int type) {
    if (!pending || wireType != type) {
      throw fault("a field has another type than it should");
    }
    pending = false;
  }

  /** Protobuf's own varint: up to ten bytes, longer forms than needed allowed. */
  private long rawVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!in.hasRemaining()) {
        throw fault("a number is cut off");
      }
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw fault("a number has more than ten bytes");
  }

  private PeerFault fault(String reason) {
    return new PeerFault(layer, reason);
  }
}
