package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.workflows.spec.ChainSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validity of a block (rule 1.1), all of it but the execution client's verdict and the certificate:
 * a pure function of chain data.
 */
public final class BlockRules {

  private BlockRules() {}

  /** The first broken rule, in the order peg fields, fields, work, withdrawals. */
  public static Verdict check(ConsensusBlock block, Ancestry ancestry, ChainSpec spec) {
    var early = PegFields.check(block).or(() -> FieldRules.check(block, ancestry.parent(), spec));
    if (early.isPresent()) {
      return new Verdict.Refused(early.get());
    }
    var work = WorkRules.check(block.auxpowHeader(), ancestry, spec);
    if (!(work instanceof Verdict.Valid)) {
      return work;
    }
    return withdrawals(block, ancestry, spec)
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(Verdict.Valid::new);
  }

  private static Optional<BlockRefusal> withdrawals(
      ConsensusBlock block, Ancestry ancestry, ChainSpec spec) {
    var due = due(block.auxpowHeader(), ancestry, spec);
    var expected = Withdrawals.list(ancestry.parent().nextWithdrawalIndex(), due);
    return Withdrawals.check(expected, block.payload().withdrawals());
  }

  /** What a block with this header, whose range exists, has to pay. */
  static Withdrawals.Due due(@Nullable AuxPowHeader header, Ancestry ancestry, ChainSpec spec) {
    if (header != null
        && FinalRange.resolve(header, ancestry) instanceof FinalRange.Resolution.Found found) {
      return Withdrawals.Due.fees(Payouts.of(header, found.range(), ancestry, spec).credits());
    }
    return Withdrawals.Due.NOTHING;
  }
}
