package io.alys.integration.libp2p.yamux;

import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;

/**
 * The twelve bytes in front of a frame.
 *
 * @param length bytes that follow (data), credit (window), token (ping) or code (go away)
 */
record FrameHead(byte type, int flags, int stream, int length) {

  static final int SIZE = 12;

  static final byte DATA = 0;
  static final byte WINDOW = 1;
  static final byte PING = 2;
  static final byte GO_AWAY = 3;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  private static final int ALL_FLAGS = SYN | ACK | FIN | RST;

  static FrameHead read(ByteBuffer in) {
    byte version = in.get();
    var head = new FrameHead(in.get(), in.getShort() & 0xffff, in.getInt(), in.getInt());
    if (version != 0) {
      throw fault("version " + version);
    }
    if (head.type < DATA || head.type > GO_AWAY) {
      throw fault("a frame of type " + head.type);
    }
    if ((head.flags & ~ALL_FLAGS) != 0) {
      throw fault("flags " + head.flags);
    }
    boolean ofSession = head.type == PING || head.type == GO_AWAY;
    if (ofSession != (head.stream == 0)) {
      throw fault("a frame of type " + head.type + " for stream " + head.stream);
    }
    if (head.type == DATA && (head.length < 0 || head.length > YamuxSettings.WINDOW)) {
      throw fault("a frame of " + Integer.toUnsignedString(head.length) + " bytes");
    }
    return head;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The frame, with its data. */
  ByteBuffer with(ByteBuffer data) {
    return ByteBuffer.allocate(SIZE + data.remaining())
        .put((byte) 0)
        .put(type)
        .putShort((short) flags)
        .putInt(stream)
        .putInt(length)
        .put(data)
        .flip();
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.YAMUX, reason);
  }
}
