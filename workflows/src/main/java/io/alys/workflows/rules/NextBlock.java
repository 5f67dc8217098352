package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.spec.ChainSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an author asks the execution client to build, so that the block comes out valid. */
public final class NextBlock {

  private NextBlock() {}

  /** Whether there is a block to build. */
  public sealed interface Plan {

    /** There is; ask for this payload. */
    record Build(PayloadAttributes attributes) implements Plan {}

    /** Not with this header, or not without one; {@code why} is a refusal or a hold. */
    record Impossible(Verdict why) implements Plan {}
  }

  /** Slot of the block and the AuxPoW header that it is to include, if any. */
  public record Intent(Slot slot, @Nullable AuxPowHeader header) {}

  /** The payload attributes of a block on this ancestry (rules 3.1, 4.1, 7.2, 7.5). */
  public static Plan plan(Intent intent, Ancestry ancestry, ChainSpec spec) {
    var work = WorkRules.check(intent.header(), ancestry, spec);
    if (!(work instanceof Verdict.Valid)) {
      return new Plan.Impossible(work);
    }
    var parent = ancestry.parent();
    var timestamp =
        UInt64.fromDecimal(FieldRules.timestampOf(intent.slot(), spec.slotDuration()).toString());
    var due = BlockRules.due(intent.header(), ancestry, spec);
    return new Plan.Build(
        new PayloadAttributes(
            timestamp,
            FieldRules.prevRandaoOf(parent.root(), intent.slot()),
            FieldRules.FEE_RECIPIENT,
            Withdrawals.list(parent.nextWithdrawalIndex(), due),
            parent.root()));
  }

  /** The plain block around a built payload (1.3). */
  public static ConsensusBlock assemble(
      Hash32 parentRoot, Intent intent, ExecutionPayload payload) {
    return new ConsensusBlock(
        parentRoot, intent.slot(), intent.header(), payload, List.of(), null, List.of());
  }
}
