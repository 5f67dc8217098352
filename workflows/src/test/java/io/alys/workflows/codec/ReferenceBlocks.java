package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Vectors.PROTOCOL;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of Appendix A.4, built from what the protocol reference says of their fields. */
final class ReferenceBlocks {

  /** Everything zero, empty or none. */
  static final ConsensusBlock D = empty(null);

  /** As D, with an AuxPoW header as genesis has it. */
  static final ConsensusBlock G =
      empty(
          new AuxPowHeader(
              Hash32.ZERO,
              Hash32.ZERO,
              new CompactBits(505794034),
              121212,
              UInt64.ZERO,
              null,
              EvmAddress.ZERO));

  /** Every part present. */
  static final ConsensusBlock F = full();

  /** F with the bit of authority 0 and a zero signature. */
  static final SignedBlock SIGNED_F =
      new SignedBlock(F, new AggregateApproval(ApprovalBits.of(0), BlsSignature.ZERO));

  private ReferenceBlocks() {}

  /** Vector 1 or 2 of A.1. */
  static AuxPow auxPow(int number) {
    var vector = PROTOCOL.get("auxpows").get(number - 1);
    return ok(BitcoinCodec.decodeAuxPow(Vectors.hex(vector, "auxpow")));
  }

  /** The transaction of A.5. */
  static BitcoinTransaction pegInTransaction() {
    return ok(BitcoinCodec.decodeTransaction(Vectors.hex(PROTOCOL.get("pegInTransaction"), "hex")));
  }

  private static ConsensusBlock empty(@Nullable AuxPowHeader header) {
    var payload =
        new ExecutionPayload(
            Hash32.ZERO,
            EvmAddress.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            Bytes.zeros(256),
            Hash32.ZERO,
            UInt64.ZERO,
            UInt64.ZERO,
            UInt64.ZERO,
            UInt64.ZERO,
            Bytes.EMPTY,
            UInt256.ZERO,
            Hash32.ZERO,
            List.of(),
            List.of(),
            null);
    return new ConsensusBlock(Hash32.ZERO, Slot.ZERO, header, payload, List.of(), null, List.of());
  }

  private static ConsensusBlock full() {
    var header =
        new AuxPowHeader(
            repeated("01"),
            repeated("02"),
            new CompactBits(0x207fffff),
            21212,
            UInt64.of(1),
            auxPow(2),
            EvmAddress.fromHex("b95f80ec665a534b1e309a2a24f8849d27b70fde"));
    var peg = pegInTransaction();
    return new ConsensusBlock(
        repeated("33"),
        new Slot(340651259),
        header,
        fullPayload(),
        List.of(new PegIn(BitcoinCodec.txid(peg), repeated("44"))),
        peg,
        List.of(peg));
  }

  private static ExecutionPayload fullPayload() {
    var withdrawal =
        new Withdrawal(
            UInt64.ZERO,
            UInt64.ZERO,
            EvmAddress.fromHex("f9a9b63f5b7f9336da0ce520c6bec64627027f5b"),
            UInt64.of(100000));
    return new ExecutionPayload(
        repeated("11"),
        EvmAddress.fromHex("000000000000000000000000000000000000dead"),
        Hash32.ZERO,
        Hash32.ZERO,
        Bytes.zeros(256),
        Hash32.ZERO,
        UInt64.of(2),
        UInt64.of(30000000),
        UInt64.of(21000),
        UInt64.of(1703256299),
        Bytes.fromHex("aabb"),
        UInt256.of(7),
        repeated("22"),
        List.of(Bytes.fromHex("02f86c")),
        List.of(withdrawal),
        null);
  }

  private static Hash32 repeated(String hexByte) {
    return Hash32.fromHex(hexByte.repeat(32));
  }
}
