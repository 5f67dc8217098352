package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.PeerFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Snappy's framing format for a body of a known size.
 *
 * <p>Reading never holds more than one chunk and the body that was announced: each chunk says how
 * much it becomes before it is unpacked, and the packed bytes are counted too, padding among them.
 */
final class SnappyFrames {

  private static final int CHUNK = 65_536;
  private static final int HEAD = 4;
  private static final int CHECKSUM = 4;
  private static final int MAX_CHUNK = HEAD + CHECKSUM + 32 + CHUNK + CHUNK / 6;
  private static final int COMPRESSED = 0x00;
  private static final int PLAIN = 0x01;
  private static final int FIRST_SKIPPABLE = 0x80;
  private static final int IDENTIFIER = 0xff;
  private static final byte[] IDENTIFIER_BODY = {'s', 'N', 'a', 'P', 'p', 'Y'};
  private static final byte[] NONE = {};

  private final byte[] body;
  private int filled;
  private long packedLeft;
  private boolean identified;
  private final byte[] head = new byte[HEAD];
  private int headFilled;
  private byte @Nullable [] chunk;
  private int chunkFilled;

  /** For a body whose size was checked. */
  SnappyFrames(int size) {
    this.body = size == 0 ? NONE : new byte[size];
    this.packedLeft = maxPacked(size);
  }

  /** Most bytes that a body may have when it is packed. */
  static long maxPacked(int size) {
    long chunks = size / CHUNK + 1L;
    return 10 + size + size / 6 + chunks * (HEAD + CHECKSUM + 32);
  }

  boolean isDone() {
    return filled == body.length;
  }

  byte[] body() {
    return body;
  }

  /** Reads until the body is whole or more is needed; what follows it stays in the buffer. */
  void read(ByteBuffer in) {
    while (!isDone() && in.hasRemaining()) {
      int before = in.remaining();
      if (chunk == null) {
        readHead(in);
      } else {
        readChunk(in, chunk);
      }
      packedLeft -= before - in.remaining();
    }
  }

  /** Packs a body. */
  static byte[] pack(byte[] body) {
    var out = new ByteArrayOutputStream(body.length / 2 + 32);
    if (body.length > 0) {
      writeHead(out, IDENTIFIER, IDENTIFIER_BODY.length);
      out.writeBytes(IDENTIFIER_BODY);
    }
    for (int at = 0; at < body.length; at += CHUNK) {
      packChunk(Arrays.copyOfRange(body, at, Math.min(body.length, at + CHUNK)), out);
    }
    return out.toByteArray();
  }

  private void readHead(ByteBuffer in) {
    int taken = Math.min(in.remaining(), HEAD - headFilled);
    in.get(head, headFilled, taken);
    headFilled += taken;
    if (headFilled < HEAD) {
      return;
    }
    int length = (head[1] & 0xff) | ((head[2] & 0xff) << 8) | ((head[3] & 0xff) << 16);
    if (length > MAX_CHUNK || length > packedLeft) {
      throw fault("more packed bytes than the body can need");
    }
    if (!identified && type() != IDENTIFIER) {
      throw fault("no snappy stream");
    }
    chunk = new byte[length];
    chunkFilled = 0;
    headFilled = 0;
    if (length == 0) {
      finish(chunk);
    }
  }

  private int type() {
    return head[0] & 0xff;
  }

  private void readChunk(ByteBuffer in, byte[] into) {
    int taken = Math.min(in.remaining(), into.length - chunkFilled);
    in.get(into, chunkFilled, taken);
    chunkFilled += taken;
    if (chunkFilled == into.length) {
      finish(into);
    }
  }

  private void finish(byte[] whole) {
    chunk = null;
    switch (type()) {
      case IDENTIFIER -> {
        if (!Arrays.equals(whole, IDENTIFIER_BODY)) {
          throw fault("no snappy stream");
        }
        identified = true;
      }
      case COMPRESSED -> append(whole, unpack(whole));
      case PLAIN -> append(whole, plain(whole));
      default -> {
        if (type() < FIRST_SKIPPABLE) {
          throw fault("a chunk of type " + type());
        }
      }
    }
  }

  private byte[] plain(byte[] whole) {
    if (whole.length < CHECKSUM) {
      throw fault("a chunk without its checksum");
    }
    checkSize(whole.length - CHECKSUM);
    return Arrays.copyOfRange(whole, CHECKSUM, whole.length);
  }

  private byte[] unpack(byte[] whole) {
    if (whole.length < CHECKSUM) {
      throw fault("a chunk without its checksum");
    }
    try {
      int packed = whole.length - CHECKSUM;
      int size = Snappy.uncompressedLength(whole, CHECKSUM, packed);
      checkSize(size);
      var unpacked = new byte[size];
      Snappy.rawUncompress(whole, CHECKSUM, packed, unpacked, 0);
      return unpacked;
    } catch (IOException e) {
      throw fault("a chunk that is not snappy");
    }
  }

  private void checkSize(int size) {
    if (size < 0 || size > CHUNK || size > body.length - filled) {
      throw fault("a chunk that becomes more than was announced");
    }
  }

  private void append(byte[] whole, byte[] unpacked) {
    int wanted = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (checksum(unpacked) != wanted) {
      throw fault("a chunk with a wrong checksum");
    }
    System.arraycopy(unpacked, 0, body, filled, unpacked.length);
    filled += unpacked.length;
  }

  private static void packChunk(byte[] plain, ByteArrayOutputStream out) {
    try {
      var packed = Snappy.rawCompress(plain, plain.length);
      boolean smaller = packed.length < plain.length - plain.length / 8;
      var body = smaller ? packed : plain;
      writeHead(out, smaller ? COMPRESSED : PLAIN, body.length + CHECKSUM);
      int sum = checksum(plain);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        out.write((sum >>> shift) & 0xff);
      }
      out.writeBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writeHead(ByteArrayOutputStream out, int type, int length) {
    out.write(type);
    out.write(length & 0xff);
    out.write((length >>> 8) & 0xff);
    out.write((length >>> 16) & 0xff);
  }

  /** CRC-32C, turned and shifted as the format asks. */
  private static int checksum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.REQUEST, reason);
  }
}
