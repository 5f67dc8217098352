package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockFeesTest {

  @Test
  void feesAreGasTimesThePriceAboveTheBaseFee() {
    var fees = BlockFees.of(payload(2, 71_000), List.of(receipt(21_000, 10), receipt(50_000, 7)));

    assertThat(fees).isEqualTo(new BlockFees.Total(Wei.of(21_000 * 3)));
  }

  @Test
  void anEmptyBlockHasNone() {
    assertThat(BlockFees.of(payload(0, 0), List.of())).isEqualTo(new BlockFees.Total(Wei.ZERO));
  }

  @Test
  void aMissingReceiptIsNamedInsteadOfShiftingThePairs() {
    assertThat(problem(payload(2, 21_000), receipt(21_000, 10)))
        .isEqualTo(BlockFees.Kind.RECEIPT_COUNT);
  }

  @Test
  void receiptsOfOtherGasAreNamed() {
    assertThat(problem(payload(1, 21_001), receipt(21_000, 10))).isEqualTo(BlockFees.Kind.GAS_USED);
  }

  @Test
  void aPriceBelowTheBaseFeeIsNamed() {
    assertThat(problem(payload(1, 21_000), receipt(21_000, 6)))
        .isEqualTo(BlockFees.Kind.PRICE_BELOW_BASE_FEE);
  }

  private static BlockFees.Kind problem(ExecutionPayload payload, Receipt... receipts) {
    return ((BlockFees.Problem) BlockFees.of(payload, List.of(receipts))).kind();
  }

  private static Receipt receipt(long gas, long price) {
    return new Receipt(Hash32.ZERO, UInt64.of(gas), Wei.of(price));
  }

  private static ExecutionPayload payload(int transactions, long gasUsed) {
    var chain = new TestChain(TestSpecs.standard());
    return Draft.changed(
            chain.block(chain.genesis(), 1),
            b -> {
              b.transactions = Collections.nCopies(transactions, Bytes.fromHex("02"));
              b.gasUsed = UInt64.of(gasUsed);
              b.baseFeePerGas = UInt256.of(7);
            })
        .payload();
  }
}
