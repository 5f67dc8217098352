package io.alys.workflows.rules;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.List;

/**
 * Priority fees of one block: the sum of gas used times effective priority fee (rule 4.2). The base
 * fee is burned.
 */
public sealed interface BlockFees {

  /** The block's fees. */
  record Total(Wei fees) implements BlockFees {}

  /** The receipts don't belong to the payload; the execution client is at fault [L38]. */
  record Problem(Kind kind, String expected, String found) implements BlockFees {}

  /** What is wrong with the receipts. */
  enum Kind {
    /** Another number of receipts than of transactions. */
    RECEIPT_COUNT,
    /** The receipts' gas does not add up to the payload's. */
    GAS_USED,
    /** A transaction paid less than the base fee. */
    PRICE_BELOW_BASE_FEE
  }

  /** The fees of a payload by its receipts. */
  static BlockFees of(ExecutionPayload payload, List<Receipt> receipts) {
    if (receipts.size() != payload.transactions().size()) {
      return problem(Kind.RECEIPT_COUNT, payload.transactions().size(), receipts.size());
    }
    var baseFee = payload.baseFeePerGas().value();
    var gasUsed = BigInteger.ZERO;
    var fees = BigInteger.ZERO;
    for (var receipt : receipts) {
      var gas = unsigned(receipt.gasUsed());
      var priority = receipt.effectiveGasPrice().value().subtract(baseFee);
      if (priority.signum() < 0) {
        return problem(Kind.PRICE_BELOW_BASE_FEE, baseFee, receipt.effectiveGasPrice());
      }
      gasUsed = gasUsed.add(gas);
      fees = fees.add(gas.multiply(priority));
    }
    return gasUsed.equals(unsigned(payload.gasUsed()))
        ? new Total(new Wei(fees))
        : problem(Kind.GAS_USED, payload.gasUsed(), gasUsed);
  }

  private static BlockFees problem(Kind kind, Object expected, Object found) {
    return new Problem(kind, expected.toString(), found.toString());
  }

  private static BigInteger unsigned(UInt64 number) {
    return new BigInteger(number.toString());
  }
}
