package io.alys.workflows.pow;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.BitcoinCodec;
import java.util.ArrayList;
import java.util.List;

/** Finds proofs for easy targets, with the commitment in output 2 unless told otherwise. */
public final class TestMiner {

  /** Size 1 and nonce 0, as of a tree with one leaf. */
  public static final Bytes ALONE = Bytes.fromHex("0100000000000000");

  private TestMiner() {}

  /** A good proof for a claim. */
  public static AuxPow mine(AuxPowCheck.Claim claim) {
    return mine(claim, 0);
  }

  /** Another good proof for the same claim for each {@code time}. */
  public static AuxPow mine(AuxPowCheck.Claim claim, int time) {
    return solve(claim.bits(), coinbase(commitment(claim.workHash())), MerkleBranch.EMPTY, time);
  }

  /** Magic, root, size 1 and nonce 0. */
  public static Bytes commitment(Hash32 workHash) {
    return Commitment.MAGIC.concat(workHash.bytes()).concat(ALONE);
  }

  /** A coinbase with these bytes as output 2. */
  public static BitcoinTransaction coinbase(Bytes output2) {
    return coinbase(Bytes.fromHex("03010203"), List.of(output2));
  }

  /** A coinbase with this input script and these scripts from output 2 on. */
  public static BitcoinTransaction coinbase(Bytes scriptSig, List<Bytes> fromOutput2) {
    var outputs = new ArrayList<TxOutput>();
    outputs.add(new TxOutput(UInt64.of(5_000_000_000L), Bytes.fromHex("6a")));
    outputs.add(new TxOutput(UInt64.ZERO, Bytes.fromHex("6a24aa21a9ed")));
    fromOutput2.forEach(script -> outputs.add(new TxOutput(UInt64.ZERO, script)));
    var input = new TxInput(new OutPoint(Hash32.ZERO, -1), scriptSig, -1, List.of());
    return new BitcoinTransaction(1, 0, List.of(input), outputs);
  }

  /** A proof around a coinbase that is its parent block's only transaction. */
  public static AuxPow solve(
      CompactBits bits, BitcoinTransaction coinbase, MerkleBranch chainBranch, int time) {
    var root = BitcoinCodec.txid(coinbase);
    for (int nonce = 0; ; nonce++) {
      var header = new BitcoinHeader(0x20000000, Hash32.ZERO, root, time, bits, nonce);
      var hash = BitcoinCodec.hash(header).bytes().reversed();
      if (hash.compareTo(CompactTarget.bytes(CompactTarget.expand(bits))) <= 0) {
        return new AuxPow(coinbase, Hash32.ZERO, MerkleBranch.EMPTY, chainBranch, header);
      }
    }
  }
}
