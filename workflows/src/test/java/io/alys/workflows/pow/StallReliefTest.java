package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.CompactBits;
import io.alys.workflows.vectors.VectorCases;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StallReliefTest {

  private static final CompactBits LIMIT = new CompactBits(0x207fffff);

  @TestFactory
  Stream<DynamicTest> longRangesGetEasier() {
    return VectorCases.of(
        "v2/relief.json",
        c -> {
          var limits =
              new StallRelief.Limits(
                  c.get("maxBlocksWithoutPow").asLong(), VectorCases.bits(c.get("powLimit")));

          var bits =
              StallRelief.relieved(
                  VectorCases.bits(c.get("targetBits")), c.get("rangeLength").asLong(), limits);

          assertThat(bits).isEqualTo(VectorCases.bits(c.get("requiredBits")));
        });
  }

  @Test
  void aLongerRangeIsNeverHarder() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var limits = new StallRelief.Limits(random.nextLong(64, 10_000), LIMIT);
      var bits = CompactTarget.compact(new BigInteger(random.nextInt(1, 255), random));
      var previous = BigInteger.ZERO;
      for (long d = 1; d <= limits.maxBlocksWithoutPow(); d += 1 + d / 20) {
        var target = CompactTarget.expand(StallRelief.relieved(bits, d, limits));
        assertThat(target).isGreaterThanOrEqualTo(previous);
        previous = target;
      }
    }
  }
}
