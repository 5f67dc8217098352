package io.alys.workflows.codec;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.UInt64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The reading half of {@link BitcoinCodec}. */
final class BitcoinReader {

  private static final int WITNESS_FLAG = 1;

  /** Shortest encodings: outpoint, empty script, sequence; value and empty script. */
  private static final int MIN_INPUT = 41;

  private static final int MIN_OUTPUT = 9;

  private BitcoinReader() {}

  static AuxPow auxPow(ByteCursor in) {
    return new AuxPow(transaction(in), in.hash(), branch(in), branch(in), header(in));
  }

  static BitcoinTransaction transaction(ByteCursor in) {
    var version = (int) in.littleEndian(4);
    var inputs = inputs(in);
    if (inputs.isEmpty()) {
      return witnessed(in, version);
    }
    var outputs = outputs(in);
    return new BitcoinTransaction(version, (int) in.littleEndian(4), inputs, outputs);
  }

  static MerkleBranch branch(ByteCursor in) {
    return new MerkleBranch(list(in, Limits.BRANCH_HASHES, 32, in::hash), (int) in.littleEndian(4));
  }

  static BitcoinHeader header(ByteCursor in) {
    return new BitcoinHeader(
        (int) in.littleEndian(4),
        in.hash(),
        in.hash(),
        (int) in.littleEndian(4),
        new CompactBits((int) in.littleEndian(4)),
        (int) in.littleEndian(4));
  }

  /** The rest of a transaction whose input count was 0, the marker of the witness form. */
  private static BitcoinTransaction witnessed(ByteCursor in, int version) {
    var flagAt = in.position();
    var flag = in.u8();
    if (flag != WITNESS_FLAG) {
      throw new RefusedInput(DecodeRefusal.UNSUPPORTED_SEGWIT_FLAG, flagAt, "flag " + flag);
    }
    var bare = inputs(in);
    var outputs = outputs(in);
    var inputs = new ArrayList<TxInput>(bare.size());
    for (var input : bare) {
      var witness = list(in, Limits.BITCOIN_BYTES, 1, () -> sized(in));
      inputs.add(new TxInput(input.previousOutput(), input.scriptSig(), input.sequence(), witness));
    }
    if (!inputs.isEmpty() && inputs.stream().allMatch(i -> i.witness().isEmpty())) {
      throw in.refusal(DecodeRefusal.SUPERFLUOUS_WITNESS, "witness form without a witness");
    }
    return new BitcoinTransaction(version, (int) in.littleEndian(4), inputs, outputs);
  }

  private static List<TxInput> inputs(ByteCursor in) {
    return list(
        in,
        Limits.BITCOIN_BYTES,
        MIN_INPUT,
        () ->
            new TxInput(
                new OutPoint(in.hash(), (int) in.littleEndian(4)),
                sized(in),
                (int) in.littleEndian(4),
                List.of()));
  }

  private static List<TxOutput> outputs(ByteCursor in) {
    return list(
        in,
        Limits.BITCOIN_BYTES,
        MIN_OUTPUT,
        () -> new TxOutput(new UInt64(in.littleEndian(8)), sized(in)));
  }

  private static Bytes sized(ByteCursor in) {
    return in.take(in.count(compactSize(in), Limits.BITCOIN_BYTES, 1));
  }

  private static <T> List<T> list(ByteCursor in, int limit, int elementBytes, Supplier<T> element) {
    var count = in.count(compactSize(in), limit, elementBytes);
    var elements = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.get());
    }
    return elements;
  }

  private static long compactSize(ByteCursor in) {
    var start = in.position();
    var first = in.u8();
    return switch (first) {
      case 0xfd -> atLeast(0xfd, in.littleEndian(2), start);
      case 0xfe -> atLeast(0x1_0000, in.littleEndian(4), start);
      case 0xff -> atLeast(0x1_0000_0000L, in.littleEndian(8), start);
      default -> first;
    };
  }

  private static long atLeast(long minimum, long value, int start) {
    if (Long.compareUnsigned(value, minimum) < 0) {
      throw new RefusedInput(DecodeRefusal.NOT_SHORTEST, start, "CompactSize of " + value);
    }
    return value;
  }
}
