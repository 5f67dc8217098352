package io.alys.actors.chain;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.rules.Approvals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Valid blocks that lack approvals, and approvals that came before their block, by root [L34]; both
 * bounded, the oldest goes first. Part of the ChainActor.
 */
final class CandidateBlocks {

  private final BlsScheme scheme;
  private final int capacity;
  private final Approvals approvals;
  private final Map<Hash32, SignedBlock> blocks = new LinkedHashMap<>();

  CandidateBlocks(BlsScheme scheme, int capacity) {
    this.scheme = scheme;
    this.capacity = capacity;
    this.approvals = new Approvals(scheme, capacity);
  }

  /**
   * Keeps a valid block whose verified approvals are no quorum yet; the block with those that came
   * meanwhile, when there are any.
   */
  Optional<SignedBlock> keep(SignedBlock block, Hash32 root) {
    var merged = new SignedBlock(block.message(), approvals.addBlock(root, block.approval()));
    blocks.put(root, merged);
    if (blocks.size() > capacity) {
      forget(blocks.keySet().iterator().next());
    }
    return merged.approval().bits().count() > block.approval().bits().count()
        ? Optional.of(merged)
        : Optional.empty();
  }

  /** Adds a verified approval; the block with all its approvals, when it is here already. */
  Optional<SignedBlock> add(Hash32 root, Approval approval) {
    var merged = approvals.add(root, approval);
    return Optional.ofNullable(blocks.get(root))
        .map(block -> new SignedBlock(block.message(), merged));
  }

  /** A block with the verified approvals that came before it, as far as they add to its own. */
  SignedBlock withApprovals(Hash32 root, SignedBlock block) {
    return new SignedBlock(block.message(), union(block.approval(), approvals.of(root)));
  }

  /** Drops a root: its block is certified or dead. */
  void forget(Hash32 root) {
    blocks.remove(root);
    approvals.forget(root);
  }

  private AggregateApproval union(AggregateApproval one, AggregateApproval other) {
    if (one.bits().count() == 0 || other.bits().count() == 0) {
      return one.bits().count() == 0 ? other : one;
    }
    if ((one.bits().mask() & other.bits().mask()) != 0) {
      return one.bits().count() >= other.bits().count() ? one : other;
    }
    var bits = new ApprovalBits(one.bits().mask() | other.bits().mask());
    return new AggregateApproval(
        bits, scheme.aggregate(List.of(one.signature(), other.signature())));
  }
}
