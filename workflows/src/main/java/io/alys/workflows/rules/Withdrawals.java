package io.alys.workflows.rules;

import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Gwei;
import io.alys.messages.types.UInt64;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The exact list of withdrawals of a block (rule 4.1) [L1, L32, L33]. The execution client mints
 * whatever a payload says; this rule is the only guard.
 */
public final class Withdrawals {

  /** Most withdrawals in a payload. */
  public static final int MAX = 16;

  /** Most refunds in a block. */
  public static final int MAX_REFUNDS = 2;

  private Withdrawals() {}

  /** What a withdrawal is for, its {@code validatorIndex}. */
  public enum Kind {
    /** Shares of miner and federation. */
    FEE(0),
    /** Credited deposits. */
    PEGIN(1),
    /** Refunds of rejected burns. */
    REFUND(2);

    private final long index;

    Kind(long index) {
      this.index = index;
    }

    /** The {@code validatorIndex} of this kind. */
    public UInt64 index() {
      return UInt64.of(index);
    }
  }

  /**
   * What the block has to pay: fee shares, peg-ins in list order, and the refunds' queue, of which
   * the first two are mandatory.
   */
  public record Due(List<Credit> fees, List<Credit> pegins, List<Credit> refundQueue) {

    /** Nothing. */
    public static final Due NOTHING = new Due(List.of(), List.of(), List.of());

    /** Keeps copies of the lists. */
    public Due {
      fees = List.copyOf(fees);
      pegins = List.copyOf(pegins);
      refundQueue = List.copyOf(refundQueue);
    }

    /** Fees alone. */
    public static Due fees(List<Credit> fees) {
      return new Due(fees, List.of(), List.of());
    }
  }

  /** How many peg-in entries fit beside that many fee entries. */
  public static int peginCapacity(int feeEntries) {
    return Math.max(2, MAX - MAX_REFUNDS - feeEntries);
  }

  /**
   * The list that a block must carry, counted from index {@code first}.
   *
   * @throws IllegalArgumentException when more peg-ins are due than fit
   */
  public static List<Withdrawal> list(UInt64 first, Due due) {
    var fees = merged(due.fees());
    var pegins = merged(due.pegins());
    if (pegins.size() > peginCapacity(fees.size())) {
      throw new IllegalArgumentException("too many peg-ins: " + pegins.size());
    }
    var queue = due.refundQueue();
    var refunds = merged(queue.subList(0, Math.min(MAX_REFUNDS, queue.size())));
    var list = new ArrayList<Withdrawal>();
    append(list, first, Kind.FEE, fees);
    append(list, first, Kind.PEGIN, pegins);
    append(list, first, Kind.REFUND, refunds);
    return List.copyOf(list);
  }

  /** The first difference between what a block must carry and what it carries. */
  public static Optional<BlockRefusal> check(List<Withdrawal> expected, List<Withdrawal> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        return Optional.of(
            BlockRefusal.of(BlockRefusal.Code.WRONG_WITHDRAWAL, expected.get(i), found.get(i)));
      }
    }
    return expected.size() == found.size()
        ? Optional.empty()
        : Optional.of(
            BlockRefusal.of(
                BlockRefusal.Code.WRONG_WITHDRAWAL_COUNT, expected.size(), found.size()));
  }

  private static List<Credit> merged(List<Credit> credits) {
    var sums = new LinkedHashMap<EvmAddress, Gwei>();
    for (var credit : credits) {
      if (credit.amount().value() > 0) {
        sums.merge(credit.address(), credit.amount(), Gwei::plus);
      }
    }
    return sums.entrySet().stream().map(e -> new Credit(e.getKey(), e.getValue())).toList();
  }

  private static void append(List<Withdrawal> list, UInt64 first, Kind kind, List<Credit> credits) {
    for (var credit : credits) {
      list.add(
          new Withdrawal(
              new UInt64(first.bits() + list.size()),
              kind.index(),
              credit.address(),
              UInt64.of(credit.amount().value())));
    }
  }
}
