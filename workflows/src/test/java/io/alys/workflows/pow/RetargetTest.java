package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;
import io.alys.workflows.rules.TestSpecs;
import io.alys.workflows.rules.TestSpecs.Numbers;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.vectors.VectorCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class RetargetTest {

  @TestFactory
  Stream<DynamicTest> targetFollowsTheDistanceOfIncludingBlocks() {
    return VectorCases.of("v2/retarget.json", RetargetTest::check);
  }

  private static void check(JsonNode c) {
    var spec =
        spec(
            VectorCases.bits(c.get("genesisBits")),
            VectorCases.bits(c.get("powLimit")),
            c.get("spacing").asLong(),
            c.get("maxPowAdjustment").asInt());
    var history = WorkHistory.EMPTY;
    for (var auxpow : c.get("auxpows").values()) {
      history =
          history.with(
              new PowRecord(
                  new Height(auxpow.get("height").asLong()), VectorCases.bits(auxpow.get("bits"))));
    }

    assertThat(Retarget.next(spec, history)).isEqualTo(VectorCases.bits(c.get("requiredBits")));
  }

  @Test
  void genesisBitsHoldUntilTheFirstAuxPow() {
    var spec = spec(new CompactBits(0x1d00ffff), TestSpecs.EASY, 4, 20);

    assertThat(Retarget.next(spec, WorkHistory.EMPTY)).isEqualTo(new CompactBits(0x1d00ffff));
  }

  @Test
  void targetNeverReachesZero() {
    var spec = spec(new CompactBits(0x01010000), TestSpecs.EASY, 1_000, 99);
    var history = WorkHistory.EMPTY.with(new PowRecord(new Height(1), new CompactBits(0x01010000)));

    assertThat(Retarget.next(spec, history)).isEqualTo(new CompactBits(0x01010000));
  }

  private static ChainSpec spec(
      CompactBits genesis, CompactBits limit, long spacing, int adjustment) {
    return TestSpecs.of(new Numbers(1, 1, genesis, limit, spacing, adjustment, 1_000_000));
  }
}
