package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.WorkHistory;
import io.alys.workflows.rules.TestChain;
import io.alys.workflows.rules.TestSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiningBasisTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());

  @Test
  void theRangeRunsFromLastFinalToTheCommittedTip() {
    var one = chain.addRun(chain.genesis(), 1, 0);
    var two = chain.addRun(one, 1, 0);
    var three = chain.addRun(two, 1, 0);

    var basis = MiningBasis.at(three, chain).orElseThrow();

    assertThat(basis.head()).isEqualTo(three.self());
    assertThat(basis.lastFinal()).isEqualTo(chain.genesis().self());
    assertThat(basis.committed()).isEqualTo(List.of(one.self(), two.self()));
    assertThat(basis.workState().history()).isEqualTo(WorkHistory.EMPTY);
    assertThat(basis.workState().lastPow()).isEqualTo(chain.genesis().self());
  }

  @Test
  void thereMayBeNothingToFinalise() {
    assertThat(MiningBasis.at(chain.genesis(), chain).orElseThrow().committed()).isEmpty();
  }

  @Test
  void aViewThatDoesNotReachBackHasNoBasis() {
    var one = chain.addRun(chain.genesis(), 1, 0);
    var tip = chain.addRun(one, 3, 0);
    chain.forget(one);

    assertThat(MiningBasis.at(tip, chain)).isEmpty();
  }
}
