package io.alys.workflows.rules;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.chain.ChainView;
import java.util.EnumSet;

/** Establishes what a vote needs to know about a block (rules 2.3 and 2.8). */
public final class VoteRequests {

  private VoteRequests() {}

  /**
   * A block that asks for a vote; its parent is certified, since only certified blocks have a
   * context.
   */
  public record Candidate(Hash32 root, Slot slot, BlockContext parent) {}

  /** The node's side: its clock, its certified blocks and floor, and n of the block's epoch. */
  public record Observer(SlotTime time, ChainView view, int authorities) {}

  /** The request with every fact that holds; ENGINE_VALID only when {@code engineValid}. */
  public static VoteRequest of(Candidate block, Observer node, boolean engineValid) {
    var parent = block.parent();
    var facts = EnumSet.noneOf(VoteFact.class);
    if (node.view().context(parent.root()).isPresent()) {
      facts.add(VoteFact.PARENT_CERTIFIED);
    }
    if (Commit.extendsFloor(node.view(), parent.root())) {
      facts.add(VoteFact.EXTENDS_COMMITTED);
    }
    if (SlowCertificates.after(parent, node.authorities()).mayUse(parent.slot(), block.slot())) {
      facts.add(VoteFact.SLOT_USABLE);
    }
    if (node.time().hasBegun(block.slot())) {
      facts.add(VoteFact.SLOT_BEGUN);
    }
    if (engineValid) {
      facts.add(VoteFact.ENGINE_VALID);
    }
    return new VoteRequest(block.root(), block.slot(), parent.slot(), facts);
  }
}
