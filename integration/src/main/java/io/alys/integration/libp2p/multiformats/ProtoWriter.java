package io.alys.integration.libp2p.multiformats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protobuf message in the order of the calls. */
public final class ProtoWriter {

  private static final int VARINT = 0;
  private static final int LENGTH = 2;
  private static final int WIRE_BITS = 3;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number that is not negative. */
  public ProtoWriter varint(int field, long value) {
    key(field, VARINT);
    Varint.write(value, out);
    return this;
  }

  /** Bytes, or a message inside. */
  public ProtoWriter bytes(int field, byte[] value) {
    key(field, LENGTH);
    Varint.write(value.length, out);
    out.writeBytes(value);
    return this;
  }

  /** A text, as UTF-8. */
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The message so far. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int wireType) {
    Varint.write(((long) field << WIRE_BITS) | wireType, out);
  }
}
