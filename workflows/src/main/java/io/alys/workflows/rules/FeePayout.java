package io.alys.workflows.rules;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Gwei;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * How the fees of a finalised range are split: four fifths to the miner, one fifth to the
 * federation, each floored to gwei; the rest is carried on (rule 4.2).
 *
 * @param credits miner first, then the federation in spec order, zero amounts included
 * @param carry what the next payout starts with
 */
public record FeePayout(List<Credit> credits, Wei carry) {

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  /** Keeps a copy of the list. */
  public FeePayout {
    credits = List.copyOf(credits);
  }

  /** Splits {@code pot}, the carry and the range's fees together. */
  public static FeePayout of(Wei pot, EvmAddress miner, List<EvmAddress> federation) {
    var minerShare = share(pot.value().shiftLeft(2), FIVE);
    var memberShare =
        share(pot.value(), FIVE.multiply(BigInteger.valueOf(Math.max(1, federation.size()))));
    var credits = new ArrayList<Credit>();
    credits.add(new Credit(miner, minerShare));
    var carry = pot.minus(minerShare.toWei());
    for (var member : federation) {
      credits.add(new Credit(member, memberShare));
      carry = carry.minus(memberShare.toWei());
    }
    return new FeePayout(credits, carry);
  }

  private static Gwei share(BigInteger numerator, BigInteger denominator) {
    return new Wei(numerator.divide(denominator)).floorToGwei();
  }
}
