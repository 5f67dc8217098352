package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.codec.BitcoinCodec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContextsTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());

  @Test
  void genesisIsCommittedAndFinalWithoutWork() {
    var genesis = chain.genesis();

    assertThat(genesis.lastFinal()).isEqualTo(genesis.self());
    assertThat(genesis.committed()).isEqualTo(genesis.self());
    assertThat(genesis.lastPow()).isEqualTo(genesis.self());
    assertThat(genesis.work()).isEqualTo(WorkHistory.EMPTY);
    assertThat(genesis.parent()).isEqualTo(Hash32.ZERO);
    assertThat(genesis.parentHeader()).isNull();
  }

  @Test
  void aBlockWithoutWorkHandsOnWhatItsParentHas() {
    var first = chain.addRun(chain.genesis(), 1, 30);
    var second = chain.addRun(first, 1, 12);

    assertThat(second.cumulativeFees()).isEqualTo(Wei.of(42));
    assertThat(second.lastFinal()).isEqualTo(chain.genesis().self());
    assertThat(second.carry()).isEqualTo(Wei.ZERO);
    assertThat(second.nextWithdrawalIndex()).isEqualTo(UInt64.ZERO);
    assertThat(second.parent()).isEqualTo(first.root());
    assertThat(second.timestamp()).isEqualTo(UInt64.of(4));
  }

  @Test
  void aBlockWithWorkMovesLastFinalHistoryCarryAndIndex() {
    var tip = chain.addRun(chain.genesis(), 4, 5_000_000_000L);
    var header = chain.mined(tip);
    var block = chain.block(tip, 5, header);

    var context = chain.add(tip, block, 7);

    assertThat(context.lastFinal()).isEqualTo(tip.committed());
    assertThat(context.lastPow()).isEqualTo(context.self());
    assertThat(context.work().recent())
        .isEqualTo(List.of(new PowRecord(context.height(), header.bits())));
    assertThat(context.carry()).isEqualTo(Wei.ZERO);
    assertThat(context.nextWithdrawalIndex()).isEqualTo(UInt64.of(4));
    assertThat(context.cumulativeFees()).isEqualTo(Wei.of(20_000_000_007L));
    assertThat(context.parentHeader())
        .isEqualTo(BitcoinCodec.hash(Objects.requireNonNull(header.auxpow()).parentBlock()));
  }

  @Test
  void theCarryIsPaidWithTheNextRange() {
    var tip = chain.addRun(chain.genesis(), 4, 1_300_000_000L);
    var first = chain.add(tip, chain.block(tip, 5, chain.mined(tip)), 0);
    var later = chain.addRun(first, 2, 0);

    var payout = chain.block(later, 8, chain.mined(later)).payload().withdrawals();

    assertThat(first.carry()).isEqualTo(Wei.of(900_000_000L));
    assertThat(payout.getFirst().amount()).isEqualTo(UInt64.of(1));
    assertThat(payout.getFirst().index()).isEqualTo(first.nextWithdrawalIndex());
  }

  @Test
  void workOutsideTheAncestryIsTheCallersMistake() {
    var tip = chain.addRun(chain.genesis(), 4, 0);
    var block = chain.block(tip, 5, chain.mined(tip));

    assertThatThrownBy(() -> chain.add(chain.genesis(), block, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
