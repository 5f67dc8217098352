package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Gwei;
import io.alys.messages.types.Wei;
import io.alys.workflows.vectors.VectorCases;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class FeePayoutTest {

  private static final EvmAddress MINER = new EvmAddress(TestSpecs.filled(20, 0xaa));

  @TestFactory
  Stream<DynamicTest> feesAreSplitFourToOneAndTheRestIsCarriedOn() {
    return VectorCases.of("v2/fees.json", FeePayoutTest::check);
  }

  private static void check(JsonNode c) {
    var pot = wei(c, "feesWei").plus(wei(c, "carryWei"));
    var members = c.get("federation").asInt();

    var payout = payout(pot, members);

    assertThat(payout.credits()).hasSize(members + 1);
    assertThat(payout.credits().getFirst().address()).isEqualTo(MINER);
    assertThat(payout.credits().getFirst().amount().value()).isEqualTo(c.get("minerGwei").asLong());
    assertThat(payout.credits().subList(1, members + 1))
        .allMatch(credit -> credit.amount().value() == c.get("eachMemberGwei").asLong());
    assertThat(payout.carry()).isEqualTo(wei(c, "newCarryWei"));
  }

  @Test
  void payoutAndCarryAreThePotWhateverItIs() {
    var random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      var pot = new Wei(new BigInteger(random.nextInt(1, 80), random));
      var members = random.nextInt(1, 12);

      var payout = payout(pot, members);

      var paid = payout.credits().stream().map(Credit::amount).reduce(Gwei.ZERO, Gwei::plus);
      assertThat(paid.toWei().plus(payout.carry())).isEqualTo(pot);
      assertThat(payout.carry().value())
          .isLessThan(Wei.PER_GWEI.multiply(BigInteger.valueOf(members + 1L)));
    }
  }

  private static FeePayout payout(Wei pot, int members) {
    return FeePayout.of(
        pot, MINER, IntStream.range(0, members).mapToObj(TestSpecs::member).toList());
  }

  private static Wei wei(JsonNode c, String field) {
    return new Wei(new BigInteger(c.get(field).asString()));
  }
}
