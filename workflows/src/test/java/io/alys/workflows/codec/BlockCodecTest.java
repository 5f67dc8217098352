package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Outcomes.reason;
import static io.alys.workflows.codec.Outcomes.refused;
import static io.alys.workflows.codec.Outcomes.splice;
import static io.alys.workflows.codec.Vectors.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCodecTest {

  private static final int MAX = BlockCodec.MAX_BLOCK_BYTES;

  private static final Bytes D = BlockCodec.encode(ReferenceBlocks.D);
  private static final Bytes F = BlockCodec.encode(ReferenceBlocks.F);

  /** What is changed; offset, length and new bytes; why the block is refused, and where. */
  private static final String REFUSED_CHANGES_OF_D =
      """
      block as map | 0 | 1 | 87 | WRONG_TYPE | 0
      six fields | 0 | 1 | 96 | WRONG_FIELD_COUNT | 0
      seven fields in a longer form | 0 | 1 | dc0007 | NOT_SHORTEST | 0
      hash as binary | 1 | 2 | c542 | WRONG_TYPE | 1
      hash of 31 bytes | 1 | 4 | d940 | WRONG_LENGTH | 1
      hash without 0x | 3 | 2 | 3030 | NOT_CANONICAL_HEX | 3
      hash in upper case | 5 | 1 | 41 | NOT_CANONICAL_HEX | 5
      slot as text | 69 | 1 | a130 | WRONG_TYPE | 69
      slot in a longer form | 69 | 1 | cc00 | NOT_SHORTEST | 69
      slot 2^63 | 69 | 1 | cf8000000000000000 | SLOT_BEYOND_63_BITS | 69
      AuxPoW header of no type | 70 | 1 | c1 | WRONG_TYPE | 70
      payload of 14 fields | 71 | 1 | 9e | WRONG_FIELD_COUNT | 71
      payload of 16 fields | 71 | 1 | dc0010 | WRONG_FIELD_COUNT | 71
      payload of 17 fields without blob gas | 71 | 1 | dc0011 | WRONG_TYPE | 990
      address of 19 bytes | 140 | 4 | d928 | WRONG_LENGTH | 140
      bloom of 255 bytes | 320 | 5 | da0200 | WRONG_LENGTH | 320
      number as integer | 905 | 2 | 00 | WRONG_TYPE | 905
      number with a leading zero | 905 | 2 | a23030 | NOT_CANONICAL_DECIMAL | 905
      number with a sign | 907 | 2 | a22b31 | NOT_CANONICAL_DECIMAL | 907
      height 2^63 | 905 | 2 | b339323233333732303336383534373735383038 | HEIGHT_BEYOND_63_BITS | 905
      extra data with half a byte | 913 | 3 | a3307830 | NOT_CANONICAL_HEX | 913
      transactions as nil | 986 | 1 | c0 | WRONG_TYPE | 986
      transactions beyond the rest | 986 | 1 | 92 | TRUNCATED | 987
      transactions beyond the limit | 986 | 1 | dd00100001 | LIMIT_EXCEEDED | 991
      17 withdrawals | 987 | 1 | dc0011 | LIMIT_EXCEEDED | 990
      peg-ins beyond the rest | 988 | 1 | 91 | TRUNCATED | 989
      proposal of three fields | 989 | 1 | 9301 | WRONG_FIELD_COUNT | 989
      peg-outs beyond the rest | 990 | 1 | 91 | TRUNCATED | 991
      """;

  @Test
  void signedBlockOfTheReferenceEncodesAsGiven() {
    var vector = PROTOCOL.get("signedBlockF");

    var encoded = BlockCodec.encode(ReferenceBlocks.SIGNED_F);

    assertThat(encoded.size()).isEqualTo(vector.get("bytes").asInt());
    assertThat(Sha256.sha256(encoded).hex()).isEqualTo(vector.get("sha256").asString());
    assertThat(ok(BlockCodec.decodeSignedBlock(encoded, MAX))).isEqualTo(ReferenceBlocks.SIGNED_F);
  }

  @Test
  void exampleTransactionOfTheReferenceEncodesAsGiven() {
    var consensus =
        Bytes.fromHex(
            "01000000000101"
                + "aa".repeat(32)
                + "0100000000fdffffff01e803000000000000160014"
                + "bb".repeat(20)
                + "0202ff010011000000");
    var expected =
        "94011191"
            + "9492c420"
            + "aa".repeat(32)
            + "01c400cefffffffd9292ccff01909192cd03e8"
            + "c4160014"
            + "bb".repeat(20);
    var out = new MessagePackWriter();

    BitcoinPack.write(out, ok(BitcoinCodec.decodeTransaction(consensus)));

    assertThat(out.toBytes().hex()).isEqualTo(expected);
    assertThat(
            ByteCursor.decode(
                    out.toBytes(),
                    MAX,
                    cursor -> BitcoinPack.readTransaction(new MessagePackReader(cursor)))
                .map(BitcoinCodec::encode))
        .isEqualTo(new Decoded.Ok<>(consensus));
  }

  @Test
  void auxPowHeadersStandAlone() {
    var header = Objects.requireNonNull(ReferenceBlocks.F.auxpowHeader());

    var encoded = BlockCodec.encode(header);

    // In block F it lies after the array's head, the parent's hash and the slot.
    assertThat(encoded).isEqualTo(F.slice(74, 74 + encoded.size()));
    assertThat(ok(BlockCodec.decodeAuxPowHeader(encoded, MAX))).isEqualTo(header);
  }

  @Test
  void approvalsAreTextAndIndex() {
    var approval = new Approval(BlsSignature.ZERO, 14);
    var approve = new ApproveBlock(Hash32.fromHex("ab".repeat(32)), approval);
    var signature = "d9c2" + "3078" + "30".repeat(192);

    assertThat(BlockCodec.encode(approval).hex()).isEqualTo("92" + signature + "0e");
    assertThat(BlockCodec.encode(approve).hex())
        .isEqualTo("92d9423078" + "6162".repeat(32) + "92" + signature + "0e");
    assertThat(ok(BlockCodec.decodeApproval(BlockCodec.encode(approval)))).isEqualTo(approval);
    assertThat(ok(BlockCodec.decodeApproveBlock(BlockCodec.encode(approve)))).isEqualTo(approve);
  }

  @ParameterizedTest(name = "authority index {0}")
  @CsvSource({
    "0f, AUTHORITY_INDEX_OUT_OF_RANGE",
    "ccff, AUTHORITY_INDEX_OUT_OF_RANGE",
    "cfffffffffffffffff, AUTHORITY_INDEX_OUT_OF_RANGE",
    "cc0e, NOT_SHORTEST",
    "ff, WRONG_TYPE",
  })
  void authorityIndexMustFitTheBitList(String index, DecodeRefusal expected) {
    var approval = BlockCodec.encode(new Approval(BlsSignature.ZERO, 1));

    var bytes = splice(approval, approval.size() - 1, 1, index);

    assertThat(reason(BlockCodec.decodeApproval(bytes))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} names {1}")
  @CsvSource({"0080, 0", "0180, 1", "0380, 3", "0480, 4", "ffff, 32767"})
  void approvalBitsAreTwoBytesWithTheMarkerOnTop(String ssz, int mask) {
    var bits = ok(BlockCodec.decodeApprovalBits(Bytes.fromHex(ssz)));

    assertThat(bits).isEqualTo(new ApprovalBits(mask));
    assertThat(bits.sszBytes().hex()).isEqualTo(ssz);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({"''", "80", "0000", "ff7f", "018000", "01"})
  void otherBitListsAreRefused(String ssz) {
    assertThat(reason(BlockCodec.decodeApprovalBits(Bytes.fromHex(ssz))))
        .isEqualTo(DecodeRefusal.BAD_APPROVAL_BITS);
  }

  @Test
  void approvalBitsWithoutMarkerAreRefusedInBlocks() {
    var signed = BlockCodec.encode(ReferenceBlocks.SIGNED_F);
    // 0x0180 lies between the block with two array heads and the signature's 196 bytes.
    var bitsAt = 1 + F.size() + 1;

    var bytes = splice(signed, bitsAt + 5, 1, "30");

    assertThat(refused(BlockCodec.decodeSignedBlock(bytes, MAX)))
        .extracting(Decoded.Refused::reason, Decoded.Refused::offset)
        .containsExactly(DecodeRefusal.BAD_APPROVAL_BITS, bitsAt + 3);
  }

  @TestFactory
  Stream<DynamicTest> everyOtherFormOfABlockIsRefusedByName() {
    return REFUSED_CHANGES_OF_D
        .lines()
        .map(line -> line.split(" \\| "))
        .map(
            change ->
                dynamicTest(
                    change[0],
                    () -> {
                      var length = Integer.parseInt(change[2]);
                      var bytes = splice(D, Integer.parseInt(change[1]), length, change[3]);

                      assertThat(refused(BlockCodec.decodeBlock(bytes, MAX)))
                          .extracting(Decoded.Refused::reason, Decoded.Refused::offset)
                          .containsExactly(
                              DecodeRefusal.valueOf(change[4]), Integer.parseInt(change[5]));
                    }));
  }

  @Test
  void extraDataEndsAt32Bytes() {
    var bytes = splice(D, 913, 3, "d944" + "3078" + "30".repeat(66));

    assertThat(reason(BlockCodec.decodeBlock(bytes, MAX))).isEqualTo(DecodeRefusal.LIMIT_EXCEEDED);
  }

  @Test
  void baseFeeEndsAt256Bits() {
    var most =
        "d94e"
            + decimal(
                "11579208923731619542357098500868790785326998466564056403945758"
                    + "4007913129639935");
    var more =
        "d94e"
            + decimal(
                "11579208923731619542357098500868790785326998466564056403945758"
                    + "4007913129639936");

    assertThat(ok(BlockCodec.decodeBlock(splice(D, 916, 2, most), MAX)).payload().baseFeePerGas())
        .extracting(fee -> fee.value().bitLength())
        .isEqualTo(256);
    assertThat(reason(BlockCodec.decodeBlock(splice(D, 916, 2, more), MAX)))
        .isEqualTo(DecodeRefusal.NUMBER_OUT_OF_RANGE);
  }

  @Test
  void largestSlotIsAccepted() {
    var bytes = splice(D, 69, 1, "cf7fffffffffffffff");

    assertThat(ok(BlockCodec.decodeBlock(bytes, MAX)).slot().value()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void bytesAfterABlockAreRefused() {
    assertThat(refused(BlockCodec.decodeBlock(D.concat(Bytes.of((byte) 0)), MAX)))
        .extracting(Decoded.Refused::reason, Decoded.Refused::offset)
        .containsExactly(DecodeRefusal.TRAILING_BYTES, 991);
  }

  @Test
  void blocksAboveTheCallersLimitAreRefusedUnread() {
    assertThat(reason(BlockCodec.decodeBlock(D, D.size() - 1))).isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(reason(BlockCodec.decodeSignedBlock(D, 0))).isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(reason(BlockCodec.decodeAuxPowHeader(D, 0))).isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(reason(BlockCodec.decodeApproval(F))).isEqualTo(DecodeRefusal.TOO_LARGE);
    assertThat(reason(BlockCodec.decodeApproveBlock(F))).isEqualTo(DecodeRefusal.TOO_LARGE);
  }

  @Test
  void everyTruncationIsRefused() {
    var signed = BlockCodec.encode(ReferenceBlocks.SIGNED_F);
    for (int size = 0; size < signed.size(); size++) {
      assertThat(reason(BlockCodec.decodeSignedBlock(signed.slice(0, size), MAX)))
          .isEqualTo(DecodeRefusal.TRUNCATED);
    }
  }

  private static String decimal(String digits) {
    var hex = new StringBuilder();
    digits.chars().forEach(c -> hex.append('3').append((char) c));
    return hex.toString();
  }
}
