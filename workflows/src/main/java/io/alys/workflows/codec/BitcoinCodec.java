package io.alys.workflows.codec;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.function.Function;

/**
 * Bitcoin's consensus encoding of transactions (BIP 144), headers, merkle branches and AuxPoWs
 * (protocol reference §2.1), as rust-bitcoin 0.30 reads and writes them.
 *
 * <p>Decoders are total, and {@code encode(decode(bytes))} is always {@code bytes}: a CompactSize
 * must be the shortest, a transaction in witness form must have a witness. A transaction without
 * inputs is written in witness form (its other form would read as one) and read in that form only,
 * where Bitcoin Core reads neither.
 */
public final class BitcoinCodec {

  /** Size of a block header. */
  public static final int HEADER_SIZE = 80;

  /** Largest structure that is read. */
  public static final int MAX_BYTES = Limits.BITCOIN_BYTES;

  private BitcoinCodec() {}

  /** An object read from the front of some bytes, and how many bytes follow it. */
  public record Prefix<T>(T value, int trailingBytes) {}

  /** A transaction with its witnesses, in legacy form when it has none (BIP 144). */
  public static Bytes encode(BitcoinTransaction transaction) {
    var out = new ByteSink();
    write(out, transaction);
    return out.toBytes();
  }

  /** A transaction without witnesses, the form that its id is over. */
  public static Bytes encodeStripped(BitcoinTransaction transaction) {
    var out = new ByteSink();
    out.littleEndian(transaction.version(), 4);
    writeBody(out, transaction);
    out.littleEndian(transaction.lockTime(), 4);
    return out.toBytes();
  }

  /** A header's 80 bytes. */
  public static Bytes encode(BitcoinHeader header) {
    var out = new ByteSink();
    write(out, header);
    return out.toBytes();
  }

  /** A merkle branch: count, hashes, side mask. */
  public static Bytes encode(MerkleBranch branch) {
    var out = new ByteSink();
    write(out, branch);
    return out.toBytes();
  }

  /** An AuxPoW in Namecoin's layout. */
  public static Bytes encode(AuxPow auxpow) {
    var out = new ByteSink();
    write(out, auxpow.coinbase());
    out.bytes(auxpow.blockHash().bytes());
    write(out, auxpow.coinbaseBranch());
    write(out, auxpow.blockchainBranch());
    write(out, auxpow.parentBlock());
    return out.toBytes();
  }

  /** A transaction's id, over its form without witnesses. */
  public static Hash32 txid(BitcoinTransaction transaction) {
    return Sha256.sha256d(encodeStripped(transaction));
  }

  /** A header's hash. */
  public static Hash32 hash(BitcoinHeader header) {
    return Sha256.sha256d(encode(header));
  }

  /** Reads a transaction. */
  public static Decoded<BitcoinTransaction> decodeTransaction(Bytes bytes) {
    return ByteCursor.decode(bytes, MAX_BYTES, BitcoinReader::transaction);
  }

  /** Reads a header. */
  public static Decoded<BitcoinHeader> decodeHeader(Bytes bytes) {
    return ByteCursor.decode(bytes, MAX_BYTES, BitcoinReader::header);
  }

  /** Reads a merkle branch. */
  public static Decoded<MerkleBranch> decodeBranch(Bytes bytes) {
    return ByteCursor.decode(bytes, MAX_BYTES, BitcoinReader::branch);
  }

  /** Reads an AuxPoW; bytes after it are refused. */
  public static Decoded<AuxPow> decodeAuxPow(Bytes bytes) {
    return ByteCursor.decode(bytes, MAX_BYTES, BitcoinReader::auxPow);
  }

  /** Reads an AuxPoW that other bytes may follow; V1's {@code submitauxblock} ignores them. */
  public static Decoded<Prefix<AuxPow>> decodeAuxPowPrefix(Bytes bytes) {
    return decodePrefix(bytes, BitcoinReader::auxPow);
  }

  private static <T> Decoded<Prefix<T>> decodePrefix(Bytes bytes, Function<ByteCursor, T> read) {
    return ByteCursor.decodePrefix(
        bytes, MAX_BYTES, cursor -> new Prefix<>(read.apply(cursor), cursor.remaining()));
  }

  private static void write(ByteSink out, BitcoinTransaction transaction) {
    var inputs = transaction.inputs();
    var witnessed = inputs.isEmpty() || inputs.stream().anyMatch(i -> !i.witness().isEmpty());
    out.littleEndian(transaction.version(), 4);
    if (witnessed) {
      out.u8(0).u8(1);
    }
    writeBody(out, transaction);
    if (witnessed) {
      inputs.forEach(input -> writeWitness(out, input));
    }
    out.littleEndian(transaction.lockTime(), 4);
  }

  private static void writeBody(ByteSink out, BitcoinTransaction transaction) {
    writeCompactSize(out, transaction.inputs().size());
    transaction.inputs().forEach(input -> write(out, input));
    writeCompactSize(out, transaction.outputs().size());
    transaction.outputs().forEach(output -> write(out, output));
  }

  private static void write(ByteSink out, TxInput input) {
    out.bytes(input.previousOutput().txid().bytes());
    out.littleEndian(input.previousOutput().vout(), 4);
    writeSized(out, input.scriptSig());
    out.littleEndian(input.sequence(), 4);
  }

  private static void write(ByteSink out, TxOutput output) {
    out.littleEndian(output.value().bits(), 8);
    writeSized(out, output.scriptPubKey());
  }

  private static void writeWitness(ByteSink out, TxInput input) {
    writeCompactSize(out, input.witness().size());
    input.witness().forEach(item -> writeSized(out, item));
  }

  private static void write(ByteSink out, BitcoinHeader header) {
    out.littleEndian(header.version(), 4);
    out.bytes(header.previousBlockHash().bytes());
    out.bytes(header.merkleRoot().bytes());
    out.littleEndian(header.time(), 4);
    out.littleEndian(header.bits().bits(), 4);
    out.littleEndian(header.nonce(), 4);
  }

  private static void write(ByteSink out, MerkleBranch branch) {
    writeCompactSize(out, branch.hashes().size());
    branch.hashes().forEach(hash -> out.bytes(hash.bytes()));
    out.littleEndian(branch.sideMask(), 4);
  }

  private static void writeSized(ByteSink out, Bytes bytes) {
    writeCompactSize(out, bytes.size());
    out.bytes(bytes);
  }

  private static void writeCompactSize(ByteSink out, int size) {
    if (size < 0xfd) {
      out.u8(size);
    } else if (size < 0x1_0000) {
      out.u8(0xfd).littleEndian(size, 2);
    } else {
      out.u8(0xfe).littleEndian(size, 4);
    }
  }
}
