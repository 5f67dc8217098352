package io.alys.workflows.codec;

import static io.alys.workflows.codec.BlockJson.object;

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
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Bitcoin parts of {@link BlockJson}: hashes in display order, hex without prefix. */
final class BitcoinJson {

  private BitcoinJson() {}

  static Map<String, @Nullable Object> of(AuxPow auxpow) {
    return object(
        "coinbase_txn", of(auxpow.coinbase()),
        "block_hash", auxpow.blockHash().displayHex(),
        "coinbase_branch", branch(auxpow.coinbaseBranch()),
        "blockchain_branch", branch(auxpow.blockchainBranch()),
        "parent_block", header(auxpow.parentBlock()));
  }

  static Map<String, @Nullable Object> of(BitcoinTransaction transaction) {
    return object(
        "version", transaction.version(),
        "lock_time", Integer.toUnsignedLong(transaction.lockTime()),
        "input", transaction.inputs().stream().map(BitcoinJson::input).toList(),
        "output", transaction.outputs().stream().map(BitcoinJson::output).toList());
  }

  static Number number(UInt64 value) {
    return value.fitsLong() ? value.toLongExact() : new BigInteger(value.toString());
  }

  private static Map<String, @Nullable Object> input(TxInput input) {
    return object(
        "previous_output", outPoint(input.previousOutput()),
        "script_sig", input.scriptSig().hex(),
        "sequence", Integer.toUnsignedLong(input.sequence()),
        "witness", input.witness().stream().map(Bytes::hex).toList());
  }

  private static String outPoint(OutPoint outPoint) {
    return outPoint.txid().displayHex() + ":" + Integer.toUnsignedString(outPoint.vout());
  }

  private static Map<String, @Nullable Object> output(TxOutput output) {
    return object("value", number(output.value()), "script_pubkey", output.scriptPubKey().hex());
  }

  private static Map<String, @Nullable Object> branch(MerkleBranch branch) {
    return object(
        "branch_hash", branch.hashes().stream().map(Hash32::displayHex).toList(),
        "branch_side_mask", Integer.toUnsignedLong(branch.sideMask()));
  }

  private static Map<String, @Nullable Object> header(BitcoinHeader header) {
    return object(
        "version", header.version(),
        "prev_blockhash", header.previousBlockHash().displayHex(),
        "merkle_root", header.merkleRoot().displayHex(),
        "time", Integer.toUnsignedLong(header.time()),
        "bits", header.bits().unsigned(),
        "nonce", Integer.toUnsignedLong(header.nonce()));
  }
}
