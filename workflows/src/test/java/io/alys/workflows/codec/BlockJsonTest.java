package io.alys.workflows.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BlockJsonTest {

  @Test
  void blockWithEveryPartHasTheFirstVersionsShape() {
    var expected = Vectors.json("protocol/signed-block-f.json");

    assertThat(text(BlockJson.of(ReferenceBlocks.SIGNED_F))).isEqualTo(text(expected));
  }

  @TestFactory
  Stream<DynamicTest> blocksOfBothForksComeBackAsTheyWere() {
    var cases = Vectors.json("v2/block-roots.json").get("cases");
    return IntStream.range(0, cases.size())
        .mapToObj(
            i ->
                dynamicTest(
                    "v2/block-roots.json case " + i + ", " + cases.get(i).get("fork").asString(),
                    () -> {
                      var message = cases.get(i).get("message");

                      var json = BlockJson.of(JsonBlocks.block(message));

                      assertThat(text(json)).isEqualTo(text(message));
                    }));
  }

  @Test
  void genesisHasNeitherAuxPowNorSignatures() {
    var json = BlockJson.of(new SignedBlock(ReferenceBlocks.G, AggregateApproval.EMPTY));

    var signature = Map.of("aggregation_bits", "0x0080", "aggregate_signature", zeros(96));
    assertThat(json).containsEntry("signature", signature);
    assertThat(text(BlockJson.of(Objects.requireNonNull(ReferenceBlocks.G.auxpowHeader()))))
        .isEqualTo(
            "{\"range_start\":\"%s\",\"range_end\":\"%s\",\"bits\":505794034,\"chain_id\":121212,"
                    .formatted(zeros(32), zeros(32))
                + "\"height\":0,\"auxpow\":null,\"fee_recipient\":\"%s\"}".formatted(zeros(20)));
  }

  @Test
  void unsignedNumbersStayPositive() {
    var genesis = Objects.requireNonNull(ReferenceBlocks.G.auxpowHeader());
    var header =
        new AuxPowHeader(
            genesis.rangeStart(),
            genesis.rangeEnd(),
            new CompactBits(-1),
            -2,
            new UInt64(-3),
            null,
            genesis.feeRecipient());

    assertThat(BlockJson.of(header))
        .containsEntry("bits", 0xffff_ffffL)
        .containsEntry("chain_id", 0xffff_fffeL)
        .containsEntry("height", new BigInteger("18446744073709551613"));
  }

  private static String zeros(int size) {
    return "0x" + "00".repeat(size);
  }

  private static String text(Object json) {
    return Vectors.JSON.writeValueAsString(json);
  }
}
