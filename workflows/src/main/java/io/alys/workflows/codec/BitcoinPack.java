package io.alys.workflows.codec;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;

/** Bitcoin structures in MessagePack, as rust-bitcoin's serde writes them (§4.2). */
final class BitcoinPack {

  /** Shortest encodings: five fields of one byte, 34-byte hashes. */
  static final int MIN_TRANSACTION = 5;

  private static final int MIN_INPUT = 41;
  private static final int MIN_OUTPUT = 4;
  private static final int HASH = 34;

  private BitcoinPack() {}

  static void write(MessagePackWriter out, AuxPow auxpow) {
    out.array(5);
    write(out, auxpow.coinbase());
    writeHash(out, auxpow.blockHash());
    write(out, auxpow.coinbaseBranch());
    write(out, auxpow.blockchainBranch());
    write(out, auxpow.parentBlock());
  }

  static AuxPow readAuxPow(MessagePackReader in) {
    in.structure(5);
    return new AuxPow(
        readTransaction(in), in.binaryHash(), readBranch(in), readBranch(in), readHeader(in));
  }

  static void write(MessagePackWriter out, BitcoinTransaction transaction) {
    out.array(4);
    out.signed32(transaction.version());
    out.unsigned32(transaction.lockTime());
    out.list(transaction.inputs(), input -> write(out, input));
    out.list(transaction.outputs(), output -> write(out, output));
  }

  static BitcoinTransaction readTransaction(MessagePackReader in) {
    in.structure(4);
    return new BitcoinTransaction(
        in.signed32(),
        in.unsigned32(),
        in.list(Limits.BITCOIN_BYTES, MIN_INPUT, () -> readInput(in)),
        in.list(Limits.BITCOIN_BYTES, MIN_OUTPUT, () -> readOutput(in)));
  }

  private static void write(MessagePackWriter out, TxInput input) {
    out.array(4);
    out.array(2);
    writeHash(out, input.previousOutput().txid());
    out.unsigned32(input.previousOutput().vout());
    out.binary(input.scriptSig());
    out.unsigned32(input.sequence());
    out.list(input.witness(), out::integers);
  }

  private static TxInput readInput(MessagePackReader in) {
    in.structure(4);
    in.structure(2);
    return new TxInput(
        new OutPoint(in.binaryHash(), in.unsigned32()),
        in.binary(Limits.BITCOIN_BYTES),
        in.unsigned32(),
        in.list(Limits.BITCOIN_BYTES, 1, () -> in.integers(Limits.BITCOIN_BYTES)));
  }

  private static void write(MessagePackWriter out, TxOutput output) {
    out.array(2);
    out.unsigned(output.value().bits());
    out.binary(output.scriptPubKey());
  }

  private static TxOutput readOutput(MessagePackReader in) {
    in.structure(2);
    return new TxOutput(new UInt64(in.unsigned()), in.binary(Limits.BITCOIN_BYTES));
  }

  private static void write(MessagePackWriter out, MerkleBranch branch) {
    out.array(2);
    out.list(branch.hashes(), hash -> writeHash(out, hash));
    out.unsigned32(branch.sideMask());
  }

  private static MerkleBranch readBranch(MessagePackReader in) {
    in.structure(2);
    return new MerkleBranch(in.list(Limits.BRANCH_HASHES, HASH, in::binaryHash), in.unsigned32());
  }

  private static void write(MessagePackWriter out, BitcoinHeader header) {
    out.array(6);
    out.signed32(header.version());
    writeHash(out, header.previousBlockHash());
    writeHash(out, header.merkleRoot());
    out.unsigned32(header.time());
    out.unsigned32(header.bits().bits());
    out.unsigned32(header.nonce());
  }

  private static BitcoinHeader readHeader(MessagePackReader in) {
    in.structure(6);
    return new BitcoinHeader(
        in.signed32(),
        in.binaryHash(),
        in.binaryHash(),
        in.unsigned32(),
        new CompactBits(in.unsigned32()),
        in.unsigned32());
  }

  private static void writeHash(MessagePackWriter out, Hash32 hash) {
    out.binary(hash.bytes());
  }
}
