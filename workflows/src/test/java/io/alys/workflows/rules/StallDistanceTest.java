package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallDistanceTest {

  @Test
  void distanceRunsFromLastFinalToTheLastCommittedBlock() {
    var chain = new TestChain(TestSpecs.standard());
    var tip = chain.addRun(chain.genesis(), 10, 0);
    var apart = chain.add(tip, 99);

    assertThat(StallDistance.after(tip, chain.spec())).isEqualTo(new StallDistance(9, 256));
    assertThat(StallDistance.after(apart, chain.spec())).isEqualTo(new StallDistance(9, 256));
  }

  @Test
  void workBringsTheDistanceDown() {
    var chain = new TestChain(TestSpecs.standard());
    var tip = chain.addRun(chain.genesis(), 10, 0);
    var including = chain.add(tip, chain.block(tip, 11, chain.mined(tip)), 0);

    assertThat(StallDistance.after(including, chain.spec())).isEqualTo(new StallDistance(1, 256));
  }

  @Test
  void warningsComeAt50And75And90PerCent() {
    assertThat(new StallDistance(31, 64).warning()).isZero();
    assertThat(new StallDistance(32, 64).warning()).isEqualTo(50);
    assertThat(new StallDistance(48, 64).warning()).isEqualTo(75);
    assertThat(new StallDistance(57, 64).warning()).isEqualTo(75);
    assertThat(new StallDistance(58, 64).warning()).isEqualTo(90);
  }

  @Test
  void theLimitItselfStalls() {
    assertThat(new StallDistance(63, 64).isStalled()).isFalse();
    assertThat(new StallDistance(64, 64).isStalled()).isTrue();
  }
}
