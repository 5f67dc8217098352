package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Work goes out once, a solution comes back once. */
final class WorkBoardTest {
  private static final Work FIRST = work(1);
  private static final Work SECOND = work(2);

  private final WorkBoard board = new WorkBoard();

  @Test
  void theSameWorkGoesOnUndisturbed() throws InterruptedException {
    board.give(FIRST);
    var assignment = board.await();

    board.give(FIRST);

    assertThat(board.isCurrent(assignment)).isTrue();
  }

  @Test
  void newerWorkReplacesOlderWork() throws InterruptedException {
    board.give(FIRST);
    var old = board.await();

    board.give(SECOND);

    assertThat(board.isCurrent(old)).isFalse();
    assertThat(board.await().work()).isEqualTo(SECOND);
  }

  @Test
  void aSolutionTakesItsWorkAwayAndASecondOneIsDropped() throws InterruptedException {
    board.give(FIRST);
    var assignment = board.await();

    board.solve(assignment, proof(FIRST));
    board.solve(assignment, proof(SECOND));

    assertThat(board.isCurrent(assignment)).isFalse();
    assertThat(board.takeSolution(0)).isEqualTo(new Solution(FIRST, proof(FIRST)));
    assertThat(board.takeSolution(1)).isNull();
  }

  @Test
  void aSolutionOfOlderWorkIsDropped() throws InterruptedException {
    board.give(FIRST);
    var old = board.await();
    board.give(SECOND);

    board.solve(old, proof(FIRST));

    assertThat(board.takeSolution(0)).isNull();
    assertThat(board.await().work()).isEqualTo(SECOND);
  }

  @Test
  void nothingIsGivenOutWhileASolutionWaits() throws InterruptedException {
    board.give(FIRST);
    board.solve(board.await(), proof(FIRST));

    board.give(FIRST);
    var solution = board.takeSolution(0);
    board.give(SECOND);

    assertThat(solution).isNotNull();
    assertThat(board.await().work()).isEqualTo(SECOND);
  }

  private static Work work(int fill) {
    var hash = Hash32.fromHex(("0" + fill).repeat(32));
    return new Work(hash, new CompactBits(0x207fffff), 1, fill);
  }

  private static AuxPow proof(Work work) {
    return ParentDraft.of(work, CommitmentStyle.OUTPUT, 0, Instant.EPOCH).withNonce(0);
  }
}
