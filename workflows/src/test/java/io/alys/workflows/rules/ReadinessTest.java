package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.rules.Readiness.Reason;
import io.alys.workflows.rules.Readiness.Situation;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  @Test
  void oneAuthorityIsReadyAtOnce() {
    assertThat(assess(new Situation(at(0), null, 0, false), 1)).isEqualTo(new Readiness.Ready());
  }

  @Test
  void aQuorumWithTheOwnNodeMustKnowNoneHigher() {
    assertThat(assess(new Situation(at(5), null, 1, false), 4))
        .isEqualTo(new Readiness.Preparing(at(5), Reason.WAITING_FOR_MEMBERS));
    assertThat(assess(new Situation(at(5), null, 2, false), 4)).isEqualTo(new Readiness.Ready());
  }

  @Test
  void aColdStartEndsByTimeOut() {
    assertThat(assess(new Situation(at(5), null, 0, true), 4)).isEqualTo(new Readiness.Ready());
  }

  @Test
  void nobodyProducesWhileAHigherCertifiedBlockIsKnown() {
    assertThat(assess(new Situation(at(999), at(1000), 9, true), 4))
        .isEqualTo(new Readiness.Preparing(at(1000), Reason.HIGHER_CERTIFIED_BLOCK_KNOWN));
  }

  @Test
  void fewerThan995InAThousandUnlockNothing() {
    assertThat(assess(new Situation(at(994), at(1000), 9, true), 4))
        .isEqualTo(new Readiness.NotReady(at(1000), Reason.HIGHER_CERTIFIED_BLOCK_KNOWN));
    assertThat(assess(new Situation(at(9_990), at(10_000), 9, true), 4))
        .isEqualTo(new Readiness.Preparing(at(10_000), Reason.TOO_FAR_BEHIND));
  }

  @Test
  void aLowerTargetIsNoTarget() {
    assertThat(assess(new Situation(at(50), at(40), 2, false), 4)).isEqualTo(new Readiness.Ready());
  }

  private static Readiness assess(Situation situation, int authorities) {
    return Readiness.assess(situation, authorities, 8);
  }

  private static BlockRef at(long height) {
    return new BlockRef(Hash32.ZERO, new Height(height));
  }
}
