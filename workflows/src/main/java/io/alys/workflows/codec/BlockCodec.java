package io.alys.workflows.codec;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * MessagePack encodings of blocks and approvals, byte for byte V1's (protocol reference §4.2).
 *
 * <p>Decoders are total and accept one encoding of an object, the one that the encoders here and
 * every V1 node write, so {@code encode(decode(bytes))} is always {@code bytes}. What serde would
 * read as well is refused: structures as maps, upper-case hex, longer forms of numbers and lengths,
 * signs and leading zeros in decimals, bytes after the object. No V1 node sends such bytes, since
 * it gossips, stores and serves what it has decoded and encoded again.
 */
public final class BlockCodec {

  /** Largest block that a V1 node serves (§4.4). */
  public static final int MAX_BLOCK_BYTES = 1 << 20;

  /** More than the longest approval takes. */
  private static final int MAX_APPROVAL_BYTES = 512;

  private static final int PEG_IN_BYTES = 69;

  private BlockCodec() {}

  /** The unsigned block, the bytes that its signing root is over. */
  public static Bytes encode(ConsensusBlock block) {
    return encode(BlockCodec::write, block);
  }

  /** A block with its approvals. */
  public static Bytes encode(SignedBlock block) {
    return encode(BlockCodec::write, block);
  }

  /** An AuxPoW header alone, as it is gossiped and stored. */
  public static Bytes encode(AuxPowHeader header) {
    return encode(BlockCodec::write, header);
  }

  /** One authority's approval. */
  public static Bytes encode(Approval approval) {
    return encode(BlockCodec::write, approval);
  }

  /** One authority's approval and the block it is for. */
  public static Bytes encode(ApproveBlock approve) {
    return encode(BlockCodec::write, approve);
  }

  /** Reads an unsigned block. */
  public static Decoded<ConsensusBlock> decodeBlock(Bytes bytes, int maxBytes) {
    return decode(bytes, maxBytes, BlockCodec::readBlock);
  }

  /** Reads a block with its approvals. */
  public static Decoded<SignedBlock> decodeSignedBlock(Bytes bytes, int maxBytes) {
    return decode(bytes, maxBytes, BlockCodec::readSignedBlock);
  }

  /** Reads an AuxPoW header. */
  public static Decoded<AuxPowHeader> decodeAuxPowHeader(Bytes bytes, int maxBytes) {
    return decode(bytes, maxBytes, BlockCodec::readAuxPowHeader);
  }

  /** Reads an approval. */
  public static Decoded<Approval> decodeApproval(Bytes bytes) {
    return decode(bytes, MAX_APPROVAL_BYTES, BlockCodec::readApproval);
  }

  /** Reads an approval and the block it is for. */
  public static Decoded<ApproveBlock> decodeApproveBlock(Bytes bytes) {
    return decode(bytes, MAX_APPROVAL_BYTES, BlockCodec::readApproveBlock);
  }

  /** Reads the two SSZ bytes of a bit list of 15, as {@link ApprovalBits#sszBytes} writes them. */
  public static Decoded<ApprovalBits> decodeApprovalBits(Bytes bytes) {
    return ByteCursor.decode(
        bytes, Integer.MAX_VALUE, cursor -> approvalBits(cursor.take(cursor.remaining()), 0));
  }

  private static <T> Bytes encode(BiConsumer<MessagePackWriter, T> write, T value) {
    var out = new MessagePackWriter();
    write.accept(out, value);
    return out.toBytes();
  }

  private static <T> Decoded<T> decode(
      Bytes bytes, int maxBytes, Function<MessagePackReader, T> read) {
    return ByteCursor.decode(bytes, maxBytes, cursor -> read.apply(new MessagePackReader(cursor)));
  }

  private static void write(MessagePackWriter out, ConsensusBlock block) {
    out.array(7);
    out.hex(block.parentHash().bytes());
    out.unsigned(block.slot().value());
    out.optional(block.auxpowHeader(), header -> write(out, header));
    PayloadPack.write(out, block.payload());
    out.list(block.pegins(), pegIn -> write(out, pegIn));
    out.optional(block.pegoutPaymentProposal(), proposal -> BitcoinPack.write(out, proposal));
    out.list(block.finalizedPegouts(), payment -> BitcoinPack.write(out, payment));
  }

  private static ConsensusBlock readBlock(MessagePackReader in) {
    in.structure(7);
    return new ConsensusBlock(
        in.hexHash(),
        readSlot(in),
        in.optional(() -> readAuxPowHeader(in)),
        PayloadPack.read(in),
        in.list(Limits.PEG_ENTRIES, PEG_IN_BYTES, () -> readPegIn(in)),
        in.optional(() -> BitcoinPack.readTransaction(in)),
        in.list(
            Limits.PEG_ENTRIES,
            BitcoinPack.MIN_TRANSACTION,
            () -> BitcoinPack.readTransaction(in)));
  }

  private static Slot readSlot(MessagePackReader in) {
    var start = in.position();
    var slot = new UInt64(in.unsigned());
    if (!slot.fitsLong()) {
      throw new RefusedInput(DecodeRefusal.SLOT_BEYOND_63_BITS, start, "slot " + slot);
    }
    return new Slot(slot.toLongExact());
  }

  private static void write(MessagePackWriter out, PegIn pegIn) {
    out.array(2);
    out.binary(pegIn.txid().bytes());
    out.binary(pegIn.blockHash().bytes());
  }

  private static PegIn readPegIn(MessagePackReader in) {
    in.structure(2);
    return new PegIn(in.binaryHash(), in.binaryHash());
  }

  static void write(MessagePackWriter out, AuxPowHeader header) {
    out.array(7);
    out.hex(header.rangeStart().bytes());
    out.hex(header.rangeEnd().bytes());
    out.unsigned32(header.bits().bits());
    out.unsigned32(header.chainId());
    out.unsigned(header.height().bits());
    out.optional(header.auxpow(), auxpow -> BitcoinPack.write(out, auxpow));
    out.hex(header.feeRecipient().bytes());
  }

  static AuxPowHeader readAuxPowHeader(MessagePackReader in) {
    in.structure(7);
    return new AuxPowHeader(
        in.hexHash(),
        in.hexHash(),
        new CompactBits(in.unsigned32()),
        in.unsigned32(),
        new UInt64(in.unsigned()),
        in.optional(() -> BitcoinPack.readAuxPow(in)),
        PayloadPack.readAddress(in));
  }

  static void write(MessagePackWriter out, SignedBlock block) {
    out.array(2);
    write(out, block.message());
    out.array(2);
    out.hex(block.approval().bits().sszBytes());
    out.hex(block.approval().signature().bytes());
  }

  static SignedBlock readSignedBlock(MessagePackReader in) {
    in.structure(2);
    var message = readBlock(in);
    in.structure(2);
    var bits = approvalBits(in.hex(2), in.position() - 4);
    return new SignedBlock(message, new AggregateApproval(bits, readSignature(in)));
  }

  static ApprovalBits approvalBits(Bytes ssz, int offset) {
    var marker = 1 << ApprovalBits.CAPACITY;
    var bits = ssz.size() == 2 ? ssz.at(0) | (ssz.at(1) << 8) : 0;
    if ((bits & marker) == 0) {
      throw new RefusedInput(
          DecodeRefusal.BAD_APPROVAL_BITS, offset, "not a bit list of length 15");
    }
    return new ApprovalBits(bits ^ marker);
  }

  private static void write(MessagePackWriter out, Approval approval) {
    out.array(2);
    out.hex(approval.signature().bytes());
    out.unsigned(approval.authorityIndex());
  }

  private static Approval readApproval(MessagePackReader in) {
    in.structure(2);
    var signature = readSignature(in);
    var start = in.position();
    var index = in.unsigned();
    if (Long.compareUnsigned(index, ApprovalBits.CAPACITY) >= 0) {
      throw new RefusedInput(
          DecodeRefusal.AUTHORITY_INDEX_OUT_OF_RANGE,
          start,
          Long.toUnsignedString(index) + ", at most " + (ApprovalBits.CAPACITY - 1));
    }
    return new Approval(signature, (int) index);
  }

  static void write(MessagePackWriter out, ApproveBlock approve) {
    out.array(2);
    out.hex(approve.blockHash().bytes());
    write(out, approve.approval());
  }

  static ApproveBlock readApproveBlock(MessagePackReader in) {
    in.structure(2);
    return new ApproveBlock(in.hexHash(), readApproval(in));
  }

  private static BlsSignature readSignature(MessagePackReader in) {
    return new BlsSignature(in.hex(BlsSignature.SIZE));
  }
}
