package io.alys.actors.chain;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.rules.Approvals;
import io.alys.workflows.rules.Quorum;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Valid blocks that lack approvals, and approvals that came before their block, by root [L34]; both
 * bounded, the oldest goes first. Part of the ChainActor.
 */
final class CandidateBlocks {

  private final int capacity;
  private final int quorum;
  private final Approvals approvals;
  private final Map<Hash32, ImportJob> blocks = new LinkedHashMap<>();

  CandidateBlocks(BlsScheme scheme, int capacity, int authorities) {
    this.capacity = capacity;
    this.quorum = Quorum.of(authorities);
    this.approvals = new Approvals(scheme, capacity);
  }

  /**
   * Keeps a valid block whose verified approvals are no quorum yet; ready to be stored when those
   * that came meanwhile make one.
   */
  Optional<ImportJob> keep(ImportJob job, SignedBlock block, List<Receipt> receipts) {
    var known = approvals.addBlock(job.root(), block.approval());
    var kept = job.with(new SignedBlock(block.message(), known), receipts).answered();
    blocks.put(job.root(), kept);
    if (blocks.size() > capacity) {
      forget(blocks.keySet().iterator().next());
    }
    return ifCertified(kept);
  }

  /** Adds a verified approval; the block when it is here and certified by it. */
  Optional<ImportJob> add(Hash32 root, Approval approval) {
    return grown(root, approvals.add(root, approval));
  }

  /** Adds verified approvals of a block that is here. */
  Optional<ImportJob> add(Hash32 root, AggregateApproval more) {
    return blocks.containsKey(root)
        ? grown(root, approvals.addBlock(root, more))
        : Optional.empty();
  }

  private Optional<ImportJob> grown(Hash32 root, AggregateApproval known) {
    var job = blocks.get(root);
    if (job == null || job.executed() == null) {
      return Optional.empty();
    }
    var more = job.with(new SignedBlock(job.block().message(), known), job.executed());
    blocks.put(root, more);
    return ifCertified(more);
  }

  private Optional<ImportJob> ifCertified(ImportJob job) {
    return job.block().approval().bits().count() >= quorum ? Optional.of(job) : Optional.empty();
  }

  Optional<ImportJob> find(Hash32 root) {
    return Optional.ofNullable(blocks.get(root));
  }

  /** The verified approvals of a root, nobody's when there are none. */
  AggregateApproval approvalsOf(Hash32 root) {
    return approvals.of(root);
  }

  /** The blocks that lack approvals, oldest first. */
  Collection<ImportJob> open() {
    return List.copyOf(blocks.values());
  }

  /** Roots that were approved and whose blocks are not here. */
  List<Hash32> withoutBlock() {
    return approvals.roots().stream().filter(root -> !blocks.containsKey(root)).toList();
  }

  /** Drops a root: its block is certified or dead. */
  void forget(Hash32 root) {
    blocks.remove(root);
    approvals.forget(root);
  }

  /** Drops what the committed floor has overtaken. */
  void dropUpTo(Height floor) {
    open().stream()
        .filter(job -> !job.ref().height().isAbove(floor))
        .map(ImportJob::root)
        .forEach(this::forget);
  }
}
