package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Vectors.PROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.types.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class SigningRootTest {

  private static final List<ConsensusBlock> BLOCKS =
      List.of(ReferenceBlocks.D, ReferenceBlocks.G, ReferenceBlocks.F);

  @TestFactory
  Stream<DynamicTest> referenceBlocksEncodeAndRootAsGiven() {
    var vectors = PROTOCOL.get("blocks");
    return IntStream.range(0, BLOCKS.size())
        .mapToObj(
            i ->
                dynamicTest(
                    vectors.get(i).get("name").asString(),
                    () -> checkReferenceBlock(BLOCKS.get(i), vectors.get(i))));
  }

  @TestFactory
  Stream<DynamicTest> versionTwoBlocksEncodeAndRootAsGiven() {
    var cases = Vectors.json("v2/block-roots.json").get("cases");
    return IntStream.range(0, cases.size())
        .mapToObj(
            i ->
                dynamicTest(
                    "v2/block-roots.json case " + i + ", " + cases.get(i).get("fork").asString(),
                    () -> checkVersionTwoBlock(cases.get(i))));
  }

  @Test
  void signaturesAreNotPartOfTheIdentity() {
    var bytes = BlockCodec.encode(ReferenceBlocks.SIGNED_F);

    var signed = ok(BlockCodec.decodeSignedBlock(bytes, BlockCodec.MAX_BLOCK_BYTES));

    assertThat(SigningRoot.of(signed.message())).isEqualTo(SigningRoot.of(ReferenceBlocks.F));
  }

  private static void checkReferenceBlock(ConsensusBlock block, JsonNode vector) {
    var encoded = BlockCodec.encode(block);

    assertThat(encoded.size()).isEqualTo(vector.get("bytes").asInt());
    assertThat(Sha256.sha256(encoded).hex()).isEqualTo(vector.get("sha256").asString());
    assertThat(SigningRoot.of(block).hex()).isEqualTo(vector.get("root").asString());
    if (vector.has("hex")) {
      assertThat(encoded.hex()).isEqualTo(vector.get("hex").asString());
    }
    checkDecoding(encoded, block);
  }

  private static void checkVersionTwoBlock(JsonNode vector) {
    var block = JsonBlocks.block(vector.get("message"));
    var encoded = BlockCodec.encode(block);

    assertThat(encoded.size()).isEqualTo(vector.get("encodedBytes").asInt());
    assertThat(Sha256.sha256(encoded).hex()).isEqualTo(vector.get("encodedSha256").asString());
    assertThat(SigningRoot.of(block).hex()).isEqualTo(vector.get("root").asString());
    checkDecoding(encoded, block);
  }

  private static void checkDecoding(Bytes encoded, ConsensusBlock block) {
    var decoded = ok(BlockCodec.decodeBlock(encoded, encoded.size()));

    assertThat(decoded).isEqualTo(block);
    assertThat(BlockCodec.encode(decoded)).isEqualTo(encoded);
  }
}
