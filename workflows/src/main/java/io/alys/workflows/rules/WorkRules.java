package io.alys.workflows.rules;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.types.UInt64;
import io.alys.workflows.pow.AuxPowCheck;
import io.alys.workflows.pow.RequiredWork;
import io.alys.workflows.pow.WorkHash;
import io.alys.workflows.spec.ChainSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An AuxPoW header inside a block, and the block without one (rules 7.1, 7.2, 7.5) [L27]. */
public final class WorkRules {

  private WorkRules() {}

  /** The verdict on a block's AuxPoW header, or on having none. */
  public static Verdict check(@Nullable AuxPowHeader header, Ancestry ancestry, ChainSpec spec) {
    if (header == null) {
      return withoutWork(ancestry, spec);
    }
    var auxpow = header.auxpow();
    if (auxpow == null) {
      return refused(BlockRefusal.Code.PROOF_MISSING, "an AuxPoW", "none");
    }
    return switch (FinalRange.resolve(header, ancestry)) {
      case FinalRange.Resolution.Missing _ -> new Verdict.Hold(HoldReason.ANCESTRY_MISSING);
      case FinalRange.Resolution.Wrong wrong -> new Verdict.Refused(wrong.refusal());
      case FinalRange.Resolution.Found found -> {
        var required =
            RequiredWork.forRange(spec, ancestry.parent().work(), found.range().blocks().size());
        yield numbers(header, required)
            .or(() -> proof(header, auxpow, found.range(), required))
            .or(() -> freshness(ancestry))
            .<Verdict>map(Verdict.Refused::new)
            .orElseGet(Verdict.Valid::new);
      }
    };
  }

  private static Verdict withoutWork(Ancestry ancestry, ChainSpec spec) {
    var distance = StallDistance.after(ancestry.parent(), spec);
    return distance.isStalled()
        ? refused(
            BlockRefusal.Code.STALLED,
            "an AuxPoW within " + distance.limit() + " blocks",
            distance.blocks())
        : new Verdict.Valid();
  }

  private static Optional<BlockRefusal> numbers(AuxPowHeader header, RequiredWork required) {
    if (!header.bits().equals(required.bits())) {
      return refusal(BlockRefusal.Code.WRONG_BITS, required.bits(), header.bits());
    }
    if (header.chainId() != required.chainId()) {
      return refusal(
          BlockRefusal.Code.WRONG_CHAIN_ID,
          Integer.toUnsignedString(required.chainId()),
          Integer.toUnsignedString(header.chainId()));
    }
    UInt64 height = required.height();
    return header.height().equals(height)
        ? Optional.empty()
        : refusal(BlockRefusal.Code.WRONG_POW_HEIGHT, height, header.height());
  }

  private static Optional<BlockRefusal> proof(
      AuxPowHeader header, AuxPow auxpow, FinalRange range, RequiredWork required) {
    var hash = WorkHash.of(range.roots(), header.feeRecipient());
    var claim = new AuxPowCheck.Claim(hash, required.chainId(), required.bits());
    var failures = AuxPowCheck.check(claim, auxpow);
    return failures.isEmpty()
        ? Optional.empty()
        : refusal(BlockRefusal.Code.PROOF_INVALID, "work for " + hash.hex(), failures.getFirst());
  }

  private static Optional<BlockRefusal> freshness(Ancestry ancestry) {
    return ancestry.usesParentHeader()
        ? refusal(
            BlockRefusal.Code.PARENT_HEADER_REUSED,
            "a new parent header",
            ancestry.sameParentHeader())
        : Optional.empty();
  }

  private static Verdict refused(BlockRefusal.Code code, Object expected, Object found) {
    return new Verdict.Refused(BlockRefusal.of(code, expected, found));
  }

  private static Optional<BlockRefusal> refusal(
      BlockRefusal.Code code, Object expected, Object found) {
    return Optional.of(BlockRefusal.of(code, expected, found));
  }
}
