package io.alys.workflows.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzz targets of the decoders: whatever the bytes, a decoder answers, and what it accepts encodes
 * to the same bytes. As plain tests they run on the seeds; they search with {@code JAZZER_FUZZ=1
 * mvn -pl workflows -am test -Dtest=DecodersFuzzTest#blockDecoderIsTotal -Dtest.jvm.flags=
 * -Dsurefire.failIfNoSpecifiedTests=false}, one method at a time.
 */
class DecodersFuzzTest {

  @MethodSource("blocks")
  @FuzzTest
  void blockDecoderIsTotal(byte[] bytes) {
    check(bytes, Decoders::block);
  }

  @MethodSource("signedBlocks")
  @FuzzTest
  void signedBlockDecoderIsTotal(byte[] bytes) {
    check(bytes, Decoders::signedBlock);
  }

  @MethodSource("auxPowHeaders")
  @FuzzTest
  void auxPowHeaderDecoderIsTotal(byte[] bytes) {
    check(bytes, Decoders::auxPowHeader);
  }

  @MethodSource("approvals")
  @FuzzTest
  void approvalDecodersAreTotal(byte[] bytes) {
    check(bytes, Decoders::approval);
    check(bytes, Decoders::approveBlock);
    check(bytes, Decoders::approvalBits);
  }

  @MethodSource("auxPows")
  @FuzzTest
  void auxPowDecodersAreTotal(byte[] bytes) {
    check(bytes, Decoders::auxPow);
    check(bytes, Decoders::auxPowPrefix);
  }

  @MethodSource("transactions")
  @FuzzTest
  void transactionDecoderIsTotal(byte[] bytes) {
    check(bytes, Decoders::transaction);
  }

  @MethodSource("branches")
  @FuzzTest
  void headerAndBranchDecodersAreTotal(byte[] bytes) {
    check(bytes, Decoders::header);
    check(bytes, Decoders::branch);
  }

  private static void check(byte[] bytes, Function<Bytes, Decoded<Bytes>> decoder) {
    var input = Bytes.of(bytes);
    decoder.apply(input).toOptional().ifPresent(again -> assertThat(again).isEqualTo(input));
  }

  static Stream<Arguments> blocks() {
    return seeds(11, random -> BlockCodec.encode(random.block()));
  }

  static Stream<Arguments> signedBlocks() {
    return seeds(12, random -> BlockCodec.encode(random.signedBlock()));
  }

  static Stream<Arguments> auxPowHeaders() {
    return seeds(13, random -> BlockCodec.encode(random.auxPowHeader()));
  }

  static Stream<Arguments> approvals() {
    var approval = new Approval(BlsSignature.ZERO, 3);
    return Stream.of(
        seed("approval", BlockCodec.encode(approval)),
        seed("approval of a block", BlockCodec.encode(new ApproveBlock(Hash32.ZERO, approval))),
        seed("approval bits", Bytes.fromHex("0180")));
  }

  static Stream<Arguments> auxPows() {
    return seeds(14, random -> BitcoinCodec.encode(random.auxPow()));
  }

  static Stream<Arguments> transactions() {
    return seeds(15, random -> BitcoinCodec.encode(random.transaction()));
  }

  static Stream<Arguments> branches() {
    return seeds(16, random -> BitcoinCodec.encode(random.auxPow().coinbaseBranch()));
  }

  private static Stream<Arguments> seeds(long from, Function<RandomBlocks, Bytes> encoding) {
    var random = new RandomBlocks(from);
    return IntStream.rangeClosed(1, 8).mapToObj(i -> seed("seed " + i, encoding.apply(random)));
  }

  private static Arguments seed(String name, Bytes bytes) {
    return Arguments.of(Named.of(name, bytes.toArray()));
  }
}
