package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Large messages: their size as four bytes, least significant first, and a zlib stream. */
final class Compression {

  private static final int HEAD = 4;

  /** No zlib stream becomes more than this many times its own size. */
  private static final int MAX_RATIO = 1_032;

  private Compression() {}

  static Bytes pack(Bytes plain) {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(plain.toArray());
      deflater.finish();
      // A stored block costs five bytes for each 16 KiB at the worst.
      var packed = new byte[plain.size() + plain.size() / 1024 + 64];
      int size = deflater.deflate(packed);
      var head = new ByteSink().littleEndian(plain.size(), HEAD).toBytes();
      return head.concat(Bytes.of(Arrays.copyOf(packed, size)));
    } finally {
      deflater.end();
    }
  }

  /** Nothing is allocated before the announced size is known to be possible. */
  static Decoded<Bytes> unpack(Bytes packed, int maxBytes) {
    return ByteCursor.decode(
        packed,
        Integer.MAX_VALUE,
        cursor -> {
          long size = cursor.littleEndian(HEAD);
          if (size > maxBytes) {
            throw cursor.refusal(
                DecodeRefusal.TOO_LARGE, size + " bytes announced, at most " + maxBytes);
          }
          if (size > (long) MAX_RATIO * cursor.remaining()) {
            throw cursor.refusal(
                DecodeRefusal.BAD_COMPRESSION, size + " bytes can't come from so few");
          }
          return inflate(cursor, (int) size);
        });
  }

  private static Bytes inflate(ByteCursor cursor, int size) {
    var inflater = new Inflater();
    try {
      inflater.setInput(cursor.take(cursor.remaining()).toArray());
      var plain = new byte[size];
      int found = 0;
      while (found < size && !inflater.finished()) {
        int more = inflater.inflate(plain, found, size - found);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        found += more;
      }
      boolean whole =
          found == size
              && inflater.inflate(new byte[1]) == 0
              && inflater.finished()
              && inflater.getRemaining() == 0;
      if (!whole) {
        throw cursor.refusal(DecodeRefusal.BAD_COMPRESSION, "not a stream of " + size + " bytes");
      }
      return Bytes.of(plain);
    } catch (DataFormatException e) {
      throw cursor.refusal(DecodeRefusal.BAD_COMPRESSION, "not a zlib stream");
    } finally {
      inflater.end();
    }
  }
}
