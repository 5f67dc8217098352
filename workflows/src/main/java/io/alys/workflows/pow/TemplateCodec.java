package io.alys.workflows.pow;

import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.mining.WorkState;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Templates as they are stored: a version byte, then the fields in the order of their records,
 * numbers big endian, the history after its length in a byte. The decoder is total and accepts
 * exactly what the encoder writes.
 */
public final class TemplateCodec {

  private static final byte VERSION = 1;

  /** More than a template with a full history takes. */
  private static final int MAX_BYTES = 512;

  private TemplateCodec() {}

  /** The encoding of a template. */
  public static Bytes encode(MiningTemplate template) {
    var out = ByteBuffer.allocate(MAX_BYTES).put(VERSION);
    put(out, template.workHash());
    out.put(template.miner().bytes().toArray());
    put(out, template.lastFinal());
    put(out, template.first());
    put(out, template.end());
    put(out, template.state());
    out.putInt(template.required().bits().bits());
    out.putInt(template.required().chainId());
    out.putLong(template.required().height().bits());
    return Bytes.of(out.array()).slice(0, out.position());
  }

  /** The template of an encoding; empty for any other bytes. */
  public static Optional<MiningTemplate> decode(Bytes bytes) {
    if (bytes.size() == 0 || bytes.size() > MAX_BYTES || bytes.at(0) != VERSION) {
      return Optional.empty();
    }
    try {
      var template = read(ByteBuffer.wrap(bytes.toArray(), 1, bytes.size() - 1));
      return encode(template).equals(bytes) ? Optional.of(template) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException notAnEncoding) {
      return Optional.empty();
    }
  }

  private static MiningTemplate read(ByteBuffer in) {
    return new MiningTemplate(
        readHash(in),
        readAddress(in),
        readRef(in),
        readRef(in),
        readRef(in),
        new WorkState(readHistory(in), readRef(in)),
        new RequiredWork(new CompactBits(in.getInt()), in.getInt(), new UInt64(in.getLong())));
  }

  private static void put(ByteBuffer out, Hash32 hash) {
    out.put(hash.bytes().toArray());
  }

  private static void put(ByteBuffer out, BlockRef ref) {
    put(out, ref.root());
    out.putLong(ref.height().value());
  }

  private static void put(ByteBuffer out, WorkState state) {
    var history = state.history();
    out.put((byte) history.recent().size());
    for (var pow : history.recent()) {
      out.putLong(pow.includedAt().value()).putInt(pow.bits().bits());
    }
    out.putLong(history.before().value());
    put(out, state.lastPow());
  }

  private static Hash32 readHash(ByteBuffer in) {
    return Hash32.of(take(in, Hash32.SIZE));
  }

  private static EvmAddress readAddress(ByteBuffer in) {
    return new EvmAddress(Bytes.of(take(in, EvmAddress.SIZE)));
  }

  private static byte[] take(ByteBuffer in, int size) {
    var bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private static BlockRef readRef(ByteBuffer in) {
    return new BlockRef(readHash(in), new Height(in.getLong()));
  }

  private static WorkHistory readHistory(ByteBuffer in) {
    int count = in.get();
    var recent = new ArrayList<PowRecord>();
    for (int i = 0; i < count; i++) {
      recent.add(new PowRecord(new Height(in.getLong()), new CompactBits(in.getInt())));
    }
    return new WorkHistory(recent, new Height(in.getLong()));
  }
}
