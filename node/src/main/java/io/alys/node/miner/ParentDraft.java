package io.alys.node.miner;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.BitcoinCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/**
 * A parent block of one transaction, whose coinbase commits to some work, short of its nonce. It is
 * no block of any chain: only its hash counts.
 */
final class ParentDraft {
  private static final int BIP9_VERSION = 0x20000000;
  private static final int PLAIN_VERSION = 1;
  private static final Bytes MAGIC = Bytes.fromHex("fabe6d6d");
  private static final Bytes SIZE_ONE_NONCE_ZERO = Bytes.fromHex("0100000000000000");
  private static final TxOutput NOTHING =
      new TxOutput(UInt64.ZERO, Bytes.of((byte) 0x6a /* OP_RETURN */));
  private static final OutPoint NO_OUTPUT = new OutPoint(Hash32.ZERO, -1);

  private final BitcoinTransaction coinbase;
  private final BitcoinHeader header;

  private ParentDraft(BitcoinTransaction coinbase, BitcoinHeader header) {
    this.coinbase = coinbase;
    this.header = header;
  }

  /** A draft; another {@code extraNonce} gives another merkle root. */
  static ParentDraft of(Work work, CommitmentStyle style, long extraNonce, Instant now) {
    var coinbase = coinbase(work, style, extraNonce);
    var header =
        new BitcoinHeader(
            version(work),
            Hash32.ZERO,
            BitcoinCodec.txid(coinbase),
            (int) now.getEpochSecond(),
            work.bits(),
            0);
    return new ParentDraft(coinbase, header);
  }

  /** The header's 80 bytes with nonce 0. */
  byte[] headerBytes() {
    return BitcoinCodec.encode(header).toArray();
  }

  Hash32 merkleRoot() {
    return header.merkleRoot();
  }

  /** The proof with a nonce that was found. */
  AuxPow withNonce(int nonce) {
    var found =
        new BitcoinHeader(
            header.version(),
            header.previousBlockHash(),
            header.merkleRoot(),
            header.time(),
            header.bits(),
            nonce);
    return new AuxPow(coinbase, Hash32.ZERO, MerkleBranch.EMPTY, MerkleBranch.EMPTY, found);
  }

  /** The upper half of the parent's version is its chain id, which must not be ours. */
  private static int version(Work work) {
    return work.chainId() == BIP9_VERSION >>> 16 ? PLAIN_VERSION : BIP9_VERSION;
  }

  private static BitcoinTransaction coinbase(Work work, CommitmentStyle style, long extraNonce) {
    var commitment = MAGIC.concat(work.hash().bytes()).concat(SIZE_ONE_NONCE_ZERO);
    var script = push(number(work.height())).concat(push(littleEndian(extraNonce)));
    return switch (style) {
      case OUTPUT ->
          transaction(script, List.of(NOTHING, NOTHING, new TxOutput(UInt64.ZERO, commitment)));
      case SCRIPTSIG -> transaction(script.concat(push(commitment)), List.of(NOTHING));
    };
  }

  private static BitcoinTransaction transaction(Bytes script, List<TxOutput> outputs) {
    return new BitcoinTransaction(
        1, 0, List.of(new TxInput(NO_OUTPUT, script, -1, List.of())), outputs);
  }

  private static Bytes push(Bytes bytes) {
    return Bytes.of((byte) bytes.size()).concat(bytes);
  }

  /** A script number as BIP 34 wants it: little endian, shortest, top bit clear. */
  private static Bytes number(long value) {
    int size = 1;
    while (value >>> (8 * size - 1) != 0) {
      size++;
    }
    return littleEndian(value).slice(0, size);
  }

  private static Bytes littleEndian(long value) {
    return Bytes.of(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
