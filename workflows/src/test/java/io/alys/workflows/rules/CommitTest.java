package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Slot;
import org.junit.jupiter.api.Test;

class CommitTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());

  @Test
  void aChildInTheNextSlotCommitsItsParent() {
    var parent = chain.add(chain.genesis(), 7);

    assertThat(Commit.after(parent, new Slot(8))).isEqualTo(parent.self());
  }

  @Test
  void aChildInALaterSlotCommitsNothingNew() {
    var parent = chain.add(chain.genesis(), 7);

    assertThat(Commit.after(parent, new Slot(9))).isEqualTo(chain.genesis().self());
  }

  @Test
  void ancestorsOfACommittedBlockAreCommittedToo() {
    var early = chain.add(chain.genesis(), 3);
    var late = chain.add(early, 7);
    var tip = chain.add(late, 8);

    assertThat(tip.committed()).isEqualTo(late.self());
    assertThat(chain.add(tip, 20).committed()).isEqualTo(late.self());
  }

  @Test
  void genesisIsCommitted() {
    assertThat(chain.genesis().committed()).isEqualTo(chain.genesis().self());
  }

  @Test
  void theFloorItselfAndItsDescendantsExtendTheFloor() {
    var floor = chain.add(chain.genesis(), 3);
    var child = chain.add(floor, 5);
    var beside = chain.add(chain.genesis(), 4);
    chain.commit(floor.self());

    assertThat(Commit.extendsFloor(chain, floor.root())).isTrue();
    assertThat(Commit.extendsFloor(chain, child.root())).isTrue();
    assertThat(Commit.extendsFloor(chain, beside.root())).isFalse();
    assertThat(Commit.extendsFloor(chain, chain.genesis().root())).isFalse();
  }
}
