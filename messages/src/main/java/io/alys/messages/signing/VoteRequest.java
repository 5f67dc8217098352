package io.alys.messages.signing;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.util.Set;

/**
 * A block put to the vote, with what its sender established about it (rule 2.3); what the set lacks
 * is not established.
 */
public record VoteRequest(Hash32 root, Slot slot, Slot parentSlot, Set<VoteFact> established) {

  /** Keeps a copy of the set. */
  public VoteRequest {
    established = Set.copyOf(established);
  }
}
