package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.Gwei;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.rules.Withdrawals.Due;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WithdrawalsTest {

  @Test
  void feesThenPeginsThenRefundsWithARunningIndexAndTheKind() {
    var due = new Due(credits(1, 2), credits(3, 1), credits(4, 1));

    var list = Withdrawals.list(UInt64.of(70), due);

    assertThat(list)
        .containsExactly(
            withdrawal(70, 0, 1), withdrawal(71, 0, 2), withdrawal(72, 1, 3), withdrawal(73, 2, 4));
  }

  @Test
  void equalAddressesMergeOnlyWithinAKind() {
    var same = List.of(credit(1, 5), credit(2, 1), credit(1, 7));

    var list = Withdrawals.list(UInt64.ZERO, new Due(same, List.of(credit(1, 3)), List.of()));

    assertThat(list)
        .extracting(Withdrawal::amount)
        .containsExactly(UInt64.of(12), UInt64.of(1), UInt64.of(3));
  }

  @Test
  void zeroAmountsAreDroppedBeforeCounting() {
    var fees = List.of(credit(1, 0), credit(2, 9));

    var list = Withdrawals.list(UInt64.ZERO, Due.fees(fees));

    assertThat(list).hasSize(1);
    assertThat(list.getFirst().index()).isEqualTo(UInt64.ZERO);
  }

  @Test
  void theFirstTwoRefundsAreMandatoryAndLaterOnesWait() {
    var list = Withdrawals.list(UInt64.ZERO, new Due(List.of(), List.of(), credits(1, 5)));

    assertThat(list)
        .extracting(Withdrawal::address)
        .containsExactly(TestSpecs.member(1), TestSpecs.member(2));
  }

  @Test
  void aFullBlockHoldsSixteen() {
    var due = new Due(credits(0, 12), credits(20, 2), credits(30, 2));

    assertThat(Withdrawals.list(UInt64.ZERO, due)).hasSize(Withdrawals.MAX);
    assertThat(IntStream.rangeClosed(0, 12))
        .allMatch(
            fees ->
                fees + Withdrawals.peginCapacity(fees) + Withdrawals.MAX_REFUNDS
                    <= Withdrawals.MAX);
  }

  @Test
  void morePeginsThanFitAreTheCallersMistake() {
    var due = new Due(List.of(), credits(0, 15), List.of());

    assertThatThrownBy(() -> Withdrawals.list(UInt64.ZERO, due))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theIndexCountsOnBeyond63Bits() {
    var list = Withdrawals.list(new UInt64(-1), Due.fees(credits(1, 2)));

    assertThat(list).extracting(Withdrawal::index).containsExactly(new UInt64(-1), UInt64.ZERO);
  }

  @Test
  void anyDifferenceIsRefused() {
    var expected = Withdrawals.list(UInt64.ZERO, Due.fees(credits(1, 2)));

    assertThat(Withdrawals.check(expected, expected)).isEmpty();
    assertThat(code(expected, List.of())).isEqualTo(Code.WRONG_WITHDRAWAL_COUNT);
    assertThat(code(List.of(), expected)).isEqualTo(Code.WRONG_WITHDRAWAL_COUNT);
    assertThat(code(expected, expected.reversed())).isEqualTo(Code.WRONG_WITHDRAWAL);
    assertThat(code(expected, List.of(expected.getFirst(), withdrawal(1, 1, 2))))
        .isEqualTo(Code.WRONG_WITHDRAWAL);
  }

  private static Code code(List<Withdrawal> expected, List<Withdrawal> found) {
    return Withdrawals.check(expected, found).orElseThrow().code();
  }

  private static List<Credit> credits(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> credit(i, 1)).toList();
  }

  private static Credit credit(int address, long amount) {
    return new Credit(TestSpecs.member(address), new Gwei(amount));
  }

  private static Withdrawal withdrawal(long index, long kind, int address) {
    return new Withdrawal(
        UInt64.of(index), UInt64.of(kind), TestSpecs.member(address), UInt64.of(1));
  }
}
