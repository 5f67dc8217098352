package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.Vectors;
import io.alys.workflows.vectors.VectorCases;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AuxPowCheckTest {

  private static final JsonNode PROTOCOL = Vectors.json("protocol/blocks-and-auxpow.json");
  private static final AuxPowCheck.Claim CLAIM =
      new AuxPowCheck.Claim(Hash32.fromHex("5a".repeat(32)), 212121, new CompactBits(0x207fffff));

  @TestFactory
  Stream<DynamicTest> exactlyTheNamedRulesFail() {
    return VectorCases.of("v2/auxpow.json", AuxPowCheckTest::check);
  }

  private static void check(JsonNode c) {
    var claim =
        new AuxPowCheck.Claim(
            Hash32.fromHex(c.get("hash").asString()),
            c.get("chainId").asInt(),
            VectorCases.bits(c.get("bits")));

    var failures = AuxPowCheck.check(claim, decode(c.get("auxpow").asString()));

    assertThat(failures)
        .as(failures.toString())
        .extracting(failure -> vectorName(failure.rule()))
        .containsExactlyElementsOf(c.get("failing").valueStream().map(JsonNode::asString).toList());
  }

  private static String vectorName(AuxPowRule rule) {
    return switch (rule) {
      case COMMITMENT_MISSING, COMMITMENT_TO_OTHER_ROOT -> "commitment";
      case PARENT_HAS_OUR_CHAIN_ID -> "parent has our chain id";
      default -> rule.id().replace('-', ' ');
    };
  }

  @TestFactory
  Stream<DynamicTest> proofsOfPoolsPass() {
    return PROTOCOL
        .get("auxpows")
        .valueStream()
        .map(
            vector ->
                dynamicTest(
                    vector.get("name").asString(),
                    () ->
                        assertThat(
                                AuxPowCheck.check(
                                    claim(vector, "hash", 21212, 0x207fffff),
                                    decode(vector.get("auxpow").asString()),
                                    EnumSet.of(CommitmentPlace.OUTPUT_2)))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> commitmentsOfPoolsAreFoundInOutput2() {
    return PROTOCOL
        .get("coinbases")
        .valueStream()
        .map(vector -> dynamicTest(vector.get("name").asString(), () -> checkCoinbase(vector)));
  }

  private static void checkCoinbase(JsonNode vector) {
    var coinbase = ok(BitcoinCodec.decodeTransaction(Bytes.fromHex(vector.get("tx").asString())));
    var committed = Bytes.fromHex(vector.get("root").asString()).reversed();

    var found = Commitment.find(coinbase, committed, EnumSet.of(CommitmentPlace.OUTPUT_2));

    assertThat(found).singleElement().matches(c -> c.failures().isEmpty());
  }

  @Test
  void namecoinBlock19200PassesByItsScriptWithItsOwnDifficulty() {
    var vector = PROTOCOL.get("namecoin19200");
    var bytes = Bytes.fromHex(vector.get("hex").asString());
    var auxpow = ok(BitcoinCodec.decodeAuxPow(bytes.slice(BitcoinCodec.HEADER_SIZE, bytes.size())));
    var claim = claim(vector, "blockHash", 1, 0x1b00b269);

    assertThat(AuxPowCheck.check(claim, auxpow)).isEmpty();
    assertThat(rules(AuxPowCheck.check(claim, auxpow, EnumSet.of(CommitmentPlace.OUTPUT_2))))
        .containsExactly(AuxPowRule.COMMITMENT_MISSING);
  }

  @Test
  void aMinedProofPassesAndTheSameForAnotherHashDoesNot() {
    var proof = TestMiner.mine(CLAIM);
    var other = new AuxPowCheck.Claim(Hash32.ZERO, CLAIM.chainId(), CLAIM.bits());

    assertThat(AuxPowCheck.check(CLAIM, proof)).isEmpty();
    assertThat(rules(AuxPowCheck.check(other, proof)))
        .containsExactly(AuxPowRule.COMMITMENT_TO_OTHER_ROOT);
  }

  @Test
  void aWrongCommitmentInOutput2AndTheRightOneInOutput3Pass() {
    var outputs =
        List.of(TestMiner.commitment(Hash32.ZERO), TestMiner.commitment(CLAIM.workHash()));

    assertThat(check(TestMiner.coinbase(Bytes.EMPTY, outputs))).isEmpty();
  }

  @Test
  void aCommitmentInOutput4IsNotSeen() {
    var memo = Bytes.fromHex("6a");
    var outputs = List.of(memo, memo, TestMiner.commitment(CLAIM.workHash()));

    assertThat(rules(check(TestMiner.coinbase(Bytes.EMPTY, outputs))))
        .containsExactly(AuxPowRule.COMMITMENT_MISSING);
  }

  @Test
  void anOutputOfOtherThan44BytesIsNoCommitment() {
    var longer = TestMiner.commitment(CLAIM.workHash()).concat(Bytes.zeros(1));
    var pushed = Bytes.of((byte) 44).concat(TestMiner.commitment(CLAIM.workHash()));

    assertThat(rules(check(TestMiner.coinbase(longer))))
        .containsExactly(AuxPowRule.COMMITMENT_MISSING);
    assertThat(rules(check(TestMiner.coinbase(pushed))))
        .containsExactly(AuxPowRule.COMMITMENT_MISSING);
  }

  @Test
  void aWrongTreeSizeIsNamedWithBothValues() {
    var commitment = TestMiner.commitment(CLAIM.workHash());
    var wrong = commitment.slice(0, 36).concat(Bytes.fromHex("0200000000000000"));

    var failures = check(TestMiner.coinbase(wrong));

    assertThat(rules(failures)).containsExactly(AuxPowRule.TREE_SIZE);
    assertThat(failures.getFirst().expected().hex()).isEqualTo("01000000");
    assertThat(failures.getFirst().found().hex()).isEqualTo("02000000");
    assertThat(failures.getFirst()).hasToString("tree-size: expected 01000000, found 02000000");
  }

  @Test
  void everyFailingRuleIsListedInTheOrderOfTheChecks() {
    var proof = TestMiner.mine(CLAIM);
    var parent = proof.parentBlock();
    var broken =
        new AuxPow(
            TestMiner.coinbase(TestMiner.commitment(Hash32.ZERO)),
            proof.blockHash(),
            new MerkleBranch(List.of(), 1),
            proof.blockchainBranch(),
            parent);
    var claim = new AuxPowCheck.Claim(CLAIM.workHash(), 0x2000, new CompactBits(0x01010000));

    assertThat(rules(AuxPowCheck.check(claim, broken)))
        .containsExactly(
            AuxPowRule.NOT_THE_COINBASE,
            AuxPowRule.PARENT_HAS_OUR_CHAIN_ID,
            AuxPowRule.MERKLE_ROOT,
            AuxPowRule.COMMITMENT_TO_OTHER_ROOT,
            AuxPowRule.PROOF_OF_WORK);
  }

  @Test
  void branchesBeyondTheirLimitsAreNotFolded() {
    var proof = TestMiner.mine(CLAIM);
    var endless = new MerkleBranch(Collections.nCopies(33, Hash32.ZERO), 0);
    var broken = new AuxPow(proof.coinbase(), Hash32.ZERO, endless, endless, proof.parentBlock());

    assertThat(rules(AuxPowCheck.check(CLAIM, broken)))
        .containsExactly(AuxPowRule.CHAIN_BRANCH_TOO_LONG, AuxPowRule.COINBASE_BRANCH_TOO_LONG);
  }

  @Test
  void aCoinbaseWithoutInputsPassesByItsOutput() {
    var full = TestMiner.coinbase(TestMiner.commitment(CLAIM.workHash()));
    var bare = new BitcoinTransaction(0, 0, List.of(), full.outputs());

    assertThat(check(bare)).isEmpty();
  }

  private static List<AuxPowFailure> check(BitcoinTransaction coinbase) {
    return AuxPowCheck.check(CLAIM, TestMiner.solve(CLAIM.bits(), coinbase, MerkleBranch.EMPTY, 0));
  }

  private static List<AuxPowRule> rules(List<AuxPowFailure> failures) {
    return failures.stream().map(AuxPowFailure::rule).toList();
  }

  private static AuxPowCheck.Claim claim(JsonNode vector, String field, int chainId, int bits) {
    return new AuxPowCheck.Claim(
        Hash32.fromHex(vector.get(field).asString()), chainId, new CompactBits(bits));
  }

  private static AuxPow decode(String hex) {
    return ok(BitcoinCodec.decodeAuxPow(Bytes.fromHex(hex)));
  }

  private static <T> T ok(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Ok<T>(var value) -> value;
      case Decoded.Refused<T> refused -> throw new AssertionError(refused.toString());
    };
  }
}
