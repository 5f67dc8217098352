package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.chain.BlockContext;
import io.alys.workflows.rules.ForkChoice.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForkChoiceTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final BlockContext genesis = chain.genesis();

  @Test
  void theHighestSlotIsTheHeadWhateverTheHeight() {
    var one = chain.add(genesis, 5);
    var longer = chain.add(chain.add(one, 7), 9);
    var later = chain.add(one, 10);

    assertThat(best(longer, later)).isEqualTo(new Choice.Tip(later));
  }

  @Test
  void ofOneSlotTheLowerRootIsTheHead() {
    var one = chain.add(genesis, 5);
    var first = chain.add(one, 9);
    var second = chain.add(genesis, 9);
    var lower = first.root().compareTo(second.root()) < 0 ? first : second;

    assertThat(best(first, second)).isEqualTo(new Choice.Tip(lower));
    assertThat(best(second, first)).isEqualTo(new Choice.Tip(lower));
  }

  @Test
  void noReorganisationCrossesTheFloor() {
    var kept = chain.add(genesis, 5);
    var left = chain.add(genesis, 9);
    chain.commit(kept.self());

    assertThat(best(kept, left)).isEqualTo(new Choice.Tip(kept));
    assertThat(best(left)).isEqualTo(new Choice.Tip(kept));
  }

  @Test
  void withoutCandidatesTheFloorIsTheHead() {
    assertThat(best()).isEqualTo(new Choice.Tip(genesis));
  }

  @Test
  void aConflictingCommittedChainIsReported() {
    var kept = chain.add(genesis, 5);
    chain.commit(kept.self());
    var other = chain.add(genesis, 8);
    var committing = chain.add(other, 9);

    assertThat(best(kept, committing)).isEqualTo(new Choice.Conflict(kept.self(), other.self()));
  }

  @Test
  void aCommittedBlockAboveOrBelowTheFloorIsNoConflict() {
    var tip = chain.addRun(chain.add(genesis, 5), 4, 0);
    chain.commit(
        chain.context(chain.context(tip.parent()).orElseThrow().parent()).orElseThrow().self());

    assertThat(best(tip)).isEqualTo(new Choice.Tip(tip));
    assertThat(best(tip, chain.context(chain.floor().root()).orElseThrow()))
        .isEqualTo(new Choice.Tip(tip));
  }

  @Test
  void aCommittedBlockOutsideTheViewIsNoConflict() {
    var floor = chain.add(genesis, 5);
    var tip = chain.add(floor, 9);
    chain.commit(floor.self());
    chain.forget(genesis);

    assertThat(best(tip)).isEqualTo(new Choice.Tip(tip));
  }

  @Test
  void aFloorOutsideTheViewIsABug() {
    var tip = chain.add(genesis, 5);
    chain.commit(tip.self());
    chain.forget(tip);

    assertThatThrownBy(() -> best()).isInstanceOf(IllegalArgumentException.class);
  }

  private Choice best(BlockContext... candidates) {
    return ForkChoice.best(chain, List.of(candidates));
  }
}
