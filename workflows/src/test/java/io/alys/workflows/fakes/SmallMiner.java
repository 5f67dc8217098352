package io.alys.workflows.fakes;

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
import io.alys.workflows.pow.AuxPowCheck;
import java.util.List;

/** Finds real proofs for easy targets, with the commitment in output 2 and no branches. */
public final class SmallMiner {

  private static final OutPoint NOWHERE = new OutPoint(Hash32.ZERO, -1);

  private SmallMiner() {}

  /** A proof for a work hash; {@code salt} makes parent headers differ. */
  public static AuxPow prove(Hash32 workHash, int chainId, CompactBits bits, int salt) {
    var coinbase = coinbase(workHash, salt);
    var claim = new AuxPowCheck.Claim(workHash, chainId, bits);
    for (int nonce = 0; nonce >= 0; nonce++) {
      var header =
          new BitcoinHeader(
              0x20000000, Hash32.ZERO, BitcoinCodec.txid(coinbase), 1_700_000_000, bits, nonce);
      var proof = new AuxPow(coinbase, Hash32.ZERO, MerkleBranch.EMPTY, MerkleBranch.EMPTY, header);
      if (AuxPowCheck.check(claim, proof).isEmpty()) {
        return proof;
      }
    }
    throw new IllegalStateException("no nonce meets the target");
  }

  private static BitcoinTransaction coinbase(Hash32 workHash, int salt) {
    var script =
        Bytes.of((byte) 4).concat(Bytes.of((byte) salt, (byte) (salt >> 8), (byte) 0, (byte) 0));
    var commitment =
        Bytes.fromHex("fabe6d6d")
            .concat(workHash.bytes())
            .concat(Bytes.fromHex("0100000000000000"));
    return new BitcoinTransaction(
        1,
        0,
        List.of(new TxInput(NOWHERE, script, -1, List.of())),
        List.of(
            new TxOutput(UInt64.ZERO, Bytes.EMPTY),
            new TxOutput(UInt64.ZERO, Bytes.EMPTY),
            new TxOutput(UInt64.ZERO, commitment)));
  }
}
