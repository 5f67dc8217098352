package io.alys.integration.storage;

import io.alys.messages.storage.RecordSpace;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The keys of the block database, such that their order is that of heights. */
final class StoreKeys {

  /** Format version. */
  static final byte[] FORMAT = ascii("format");

  /** Hash of the chain spec. */
  static final byte[] SPEC = ascii("spec");

  /** Genesis root. */
  static final byte[] GENESIS = ascii("genesis");

  /** The heads. */
  static final byte[] HEADS = ascii("heads");

  private StoreKeys() {}

  static byte[] root(Hash32 root) {
    return root.bytes().toArray();
  }

  static byte[] height(Height height) {
    return number(height.value());
  }

  static byte[] heightAndRoot(Height height, Hash32 root) {
    return ByteBuffer.allocate(Long.BYTES + Hash32.SIZE)
        .putLong(height.value())
        .put(root(root))
        .array();
  }

  static Height heightOf(byte[] key) {
    return new Height(ByteBuffer.wrap(key).getLong());
  }

  /** The root at the end of a key. */
  static Hash32 rootOf(byte[] key) {
    return new Hash32(Bytes.of(key).slice(key.length - Hash32.SIZE, key.length));
  }

  static byte[] headerAndRoot(Hash32 parentHeader, Hash32 root) {
    return parentHeader.bytes().concat(root.bytes()).toArray();
  }

  static byte[] record(RecordSpace space, Bytes key) {
    return recordPrefix(space).concat(key).toArray();
  }

  /** What the keys of a space begin with. */
  static Bytes recordPrefix(RecordSpace space) {
    return Bytes.of(ascii(space.name() + "\0"));
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** The first key after all that begin with {@code prefix}, which must not be all ff. */
  static byte[] after(Bytes prefix) {
    var next = prefix.toArray();
    int last = next.length - 1;
    while (last >= 0 && next[last] == (byte) 0xff) {
      next[last] = 0;
      last--;
    }
    if (last < 0) {
      throw new IllegalArgumentException("no key comes after " + prefix);
    }
    next[last]++;
    return next;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
