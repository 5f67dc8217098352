package io.alys.workflows.peg;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Satoshis;
import io.alys.messages.types.UInt64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a Bitcoin transaction deposits with one federation (rules 5.1, 5.2, 5.6), before minimum,
 * maximum and tiers.
 *
 * @param shared sum of the outputs to the shared script
 * @param agreed the destination on which all parsable OP_RETURNs agree, null without one
 */
public record DepositReading(
    FederationScript federation,
    List<TxOutput> outputs,
    Satoshis shared,
    @Nullable EvmAddress agreed) {

  /** All bitcoin there ever is; no valid transaction pays more. */
  private static final UInt64 MAX_MONEY = UInt64.of(2_100_000_000_000_000L);

  /** Keeps a copy of the outputs. */
  public DepositReading {
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads a transaction; empty when it spends a federation coin, so that change and sweeps never
   * count, or pays impossible amounts.
   */
  public static Optional<DepositReading> of(
      BitcoinTransaction transaction,
      FederationScript federation,
      Predicate<OutPoint> isFederationCoin) {
    var outputs = transaction.outputs();
    if (transaction.inputs().stream().anyMatch(in -> isFederationCoin.test(in.previousOutput()))
        || outputs.stream().anyMatch(out -> out.value().compareTo(MAX_MONEY) > 0)) {
      return Optional.empty();
    }
    var named =
        outputs.stream()
            .map(out -> OpReturn.destination(out.scriptPubKey()))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return Optional.of(
        new DepositReading(
            federation,
            outputs,
            sum(outputs, federation.scriptPubKey()),
            named.size() == 1 ? named.getFirst() : null));
  }

  /**
   * What the deposit is worth to a destination: its per-user outputs, and the agreed shared ones.
   */
  public Satoshis creditTo(EvmAddress destination) {
    var own = sum(outputs, federation.scriptPubKey(destination)).value();
    return new Satoshis(destination.equals(agreed) ? own + shared.value() : own);
  }

  /** What goes back in Bitcoin because nobody can be credited with it (5.6). */
  public Satoshis refundable() {
    return agreed == null ? shared : Satoshis.ZERO;
  }

  private static Satoshis sum(List<TxOutput> outputs, Bytes script) {
    return new Satoshis(
        outputs.stream()
            .filter(out -> out.scriptPubKey().equals(script))
            .mapToLong(out -> out.value().bits())
            .sum());
  }
}
