package io.alys.integration.storage;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Contexts and heads as they are stored: a version byte, then the fields in the order of their
 * records; numbers big endian, lists and amounts after their length in a byte. Decoders are total
 * and accept exactly what the encoders write.
 */
final class ChainCodec {

  private static final byte VERSION = 1;

  /** More than a context with a full history and the largest amounts takes. */
  private static final int MAX_BYTES = 1024;

  /** Longest amount in wei, in bytes. */
  private static final int MAX_WEI_BYTES = 64;

  private ChainCodec() {}

  static byte[] encode(BlockContext context) {
    var out = ByteBuffer.allocate(MAX_BYTES).put(VERSION);
    putRef(out, context.self());
    putHash(out, context.parent());
    out.putLong(context.slot().value());
    putHash(out, context.payloadHash());
    out.putLong(context.timestamp().bits());
    putRef(out, context.lastFinal());
    putRef(out, context.committed());
    putRef(out, context.lastPow());
    putWork(out, context.work());
    putWei(out, context.cumulativeFees());
    putWei(out, context.carry());
    out.putLong(context.nextWithdrawalIndex().bits());
    putOptionalHash(out, context.parentHeader());
    return Arrays.copyOf(out.array(), out.position());
  }

  static byte[] encode(ChainHeads heads) {
    var out = ByteBuffer.allocate(MAX_BYTES).put(VERSION);
    putRef(out, heads.certified());
    putRef(out, heads.committed());
    putRef(out, heads.powFinal());
    return Arrays.copyOf(out.array(), out.position());
  }

  static Optional<BlockContext> decodeContext(byte[] bytes) {
    return decode(bytes, ChainCodec::readContext, ChainCodec::encode);
  }

  static Optional<ChainHeads> decodeHeads(byte[] bytes) {
    return decode(
        bytes, in -> new ChainHeads(readRef(in), readRef(in), readRef(in)), ChainCodec::encode);
  }

  private static <T> Optional<T> decode(
      byte[] bytes, Function<ByteBuffer, T> fields, Function<T, byte[]> encoder) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    try {
      var value = fields.apply(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
      return Arrays.equals(encoder.apply(value), bytes) ? Optional.of(value) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException notAnEncoding) {
      return Optional.empty();
    }
  }

  private static BlockContext readContext(ByteBuffer in) {
    return new BlockContext(
        readRef(in),
        readHash(in),
        new Slot(in.getLong()),
        readHash(in),
        new UInt64(in.getLong()),
        readRef(in),
        readRef(in),
        readRef(in),
        readWork(in),
        readWei(in),
        readWei(in),
        new UInt64(in.getLong()),
        readOptionalHash(in));
  }

  private static void putRef(ByteBuffer out, BlockRef ref) {
    putHash(out, ref.root());
    out.putLong(ref.height().value());
  }

  private static BlockRef readRef(ByteBuffer in) {
    return new BlockRef(readHash(in), new Height(in.getLong()));
  }

  private static void putHash(ByteBuffer out, Hash32 hash) {
    out.put(hash.bytes().toArray());
  }

  private static Hash32 readHash(ByteBuffer in) {
    var bytes = new byte[Hash32.SIZE];
    in.get(bytes);
    return Hash32.of(bytes);
  }

  private static void putOptionalHash(ByteBuffer out, @Nullable Hash32 hash) {
    if (hash == null) {
      out.put((byte) 0);
    } else {
      out.put((byte) 1);
      putHash(out, hash);
    }
  }

  private static @Nullable Hash32 readOptionalHash(ByteBuffer in) {
    return in.get() == 0 ? null : readHash(in);
  }

  private static void putWork(ByteBuffer out, WorkHistory work) {
    out.put((byte) work.recent().size());
    for (var pow : work.recent()) {
      out.putLong(pow.includedAt().value()).putInt(pow.bits().bits());
    }
    out.putLong(work.before().value());
  }

  private static WorkHistory readWork(ByteBuffer in) {
    int count = in.get();
    var recent = new ArrayList<PowRecord>();
    for (int i = 0; i < count; i++) {
      recent.add(new PowRecord(new Height(in.getLong()), new CompactBits(in.getInt())));
    }
    return new WorkHistory(recent, new Height(in.getLong()));
  }

  private static void putWei(ByteBuffer out, Wei amount) {
    var bytes = amount.value().toByteArray();
    if (bytes.length > MAX_WEI_BYTES) {
      throw new IllegalArgumentException("an amount of " + bytes.length + " bytes");
    }
    out.put((byte) bytes.length).put(bytes);
  }

  private static Wei readWei(ByteBuffer in) {
    int length = in.get();
    if (length < 1 || length > MAX_WEI_BYTES) {
      throw new IllegalArgumentException("an amount of " + length + " bytes");
    }
    var bytes = new byte[length];
    in.get(bytes);
    return new Wei(new BigInteger(bytes));
  }
}
