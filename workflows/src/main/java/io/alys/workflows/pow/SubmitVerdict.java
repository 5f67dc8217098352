package io.alys.workflows.pow;

import io.alys.messages.types.Hash32;
import java.util.List;

/** What became of a submitted proof (rule 7.3). */
public sealed interface SubmitVerdict {

  /** The proof holds and waits for the next own block. */
  record Queued(MiningTemplate template) implements SubmitVerdict {}

  /** The proof was taken before: queued, or in a block already. */
  record Again(MiningTemplate template) implements SubmitVerdict {}

  /** Nobody was given this work, or it is forgotten. */
  record Unknown(Hash32 workHash) implements SubmitVerdict {}

  /** The first block of the range is final already. */
  record RangeFinal(MiningTemplate template) implements SubmitVerdict {}

  /** The range, or the AuxPoW before it, was reorganised away. */
  record RangeOrphaned(MiningTemplate template) implements SubmitVerdict {}

  /** The parent header was used for another template; one proof counts once (7.1). */
  record ParentHeaderReused(Hash32 parentHeader, MiningTemplate usedFor) implements SubmitVerdict {}

  /** The proof breaks rules, all of which are listed in the order of the checks. */
  record Invalid(MiningTemplate template, List<AuxPowFailure> failures) implements SubmitVerdict {

    /** Keeps a copy of the list, which is never empty. */
    public Invalid {
      failures = List.copyOf(failures);
    }
  }
}
