package io.alys.workflows.pow;

import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.CompactBits;
import io.alys.workflows.spec.ChainSpec;
import java.math.BigInteger;

/**
 * How hard the next AuxPoW must be before relief (rule 7.4): the targets of the last AuxPoWs,
 * scaled by how many blocks lay between them. Exact integers; there is no cap on the hard side
 * [L10, L11].
 */
public final class Retarget {

  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private Retarget() {}

  /** The bits after {@code history}; the spec's genesis bits without any AuxPoW. */
  public static CompactBits next(ChainSpec spec, WorkHistory history) {
    var recent = history.recent();
    if (recent.isEmpty()) {
      return spec.bits();
    }
    var sum = BigInteger.ZERO;
    for (var record : recent) {
      sum = sum.add(CompactTarget.expand(record.bits()));
    }
    var m = BigInteger.valueOf(recent.size());
    var distance = recent.getLast().includedAt().minus(history.before());
    var scaled =
        sum.multiply(BigInteger.valueOf(distance))
            .divide(m.multiply(m).multiply(BigInteger.valueOf(spec.v2().powSpacing())));
    return CompactTarget.compact(clamped(scaled, spec, recent.getLast().bits()));
  }

  private static BigInteger clamped(BigInteger scaled, ChainSpec spec, CompactBits last) {
    var lastTarget = CompactTarget.expand(last);
    var adjustment = BigInteger.valueOf(spec.v2().maxPowAdjustment());
    var lowest = lastTarget.multiply(HUNDRED.subtract(adjustment)).divide(HUNDRED);
    var highest = lastTarget.multiply(HUNDRED.add(adjustment)).divide(HUNDRED);
    return scaled
        .max(lowest)
        .min(highest)
        .min(CompactTarget.expand(spec.v2().powLimit()))
        .max(BigInteger.ONE);
  }
}
