package io.alys.workflows.rules;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlsScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verified approvals by root, before and after the block is known, merged into the largest
 * aggregate that they allow (rule 2.1). Owned by one actor. At most {@code capacity} roots are kept
 * for each authority whose block is not known yet, the oldest goes first, so that one dishonest key
 * can't push out the others' approvals.
 */
public final class Approvals {

  private final BlsScheme scheme;
  private final int capacity;
  private final Map<Hash32, Collected> byRoot = new LinkedHashMap<>();

  /** An empty collection. */
  public Approvals(BlsScheme scheme, int capacity) {
    this.scheme = scheme;
    this.capacity = capacity;
  }

  /** Adds a verified single approval; the aggregate so far. */
  public AggregateApproval add(Hash32 root, Approval approval) {
    var collected = byRoot.computeIfAbsent(root, r -> new Collected());
    if (collected.singles.putIfAbsent(approval.authorityIndex(), approval.signature()) == null
        && !collected.known) {
      evictOldest(approval.authorityIndex());
    }
    return collected.best(scheme);
  }

  /** Adds a verified aggregate that came with the block, which is known from now on. */
  public AggregateApproval addBlock(Hash32 root, AggregateApproval approval) {
    var collected = byRoot.computeIfAbsent(root, r -> new Collected());
    collected.known = true;
    collected.take(approval, scheme);
    return collected.best(scheme);
  }

  /** What is known for a root; nobody when nothing is. */
  public AggregateApproval of(Hash32 root) {
    var collected = byRoot.get(root);
    return collected == null ? AggregateApproval.EMPTY : collected.best(scheme);
  }

  /** Drops a root: its block is stored or dead. */
  public void forget(Hash32 root) {
    byRoot.remove(root);
  }

  /** The roots with approvals, oldest first. */
  public List<Hash32> roots() {
    return List.copyOf(byRoot.keySet());
  }

  /** Number of roots with approvals. */
  public int size() {
    return byRoot.size();
  }

  private void evictOldest(int authority) {
    var held =
        byRoot.entrySet().stream()
            .filter(e -> !e.getValue().known && e.getValue().singles.containsKey(authority))
            .map(Map.Entry::getKey)
            .toList();
    if (held.size() <= capacity) {
      return;
    }
    var oldest = byRoot.get(held.getFirst());
    if (oldest != null) {
      oldest.singles.remove(authority);
      if (oldest.singles.isEmpty()) {
        byRoot.remove(held.getFirst());
      }
    }
  }

  /** Single approvals by index, and the largest aggregate that did not come apart into them. */
  private static final class Collected {
    private final TreeMap<Integer, BlsSignature> singles = new TreeMap<>();
    private @Nullable AggregateApproval base;
    private boolean known;

    private void take(AggregateApproval approval, BlsScheme scheme) {
      if (approval.bits().count() == 1) {
        singles.putIfAbsent(approval.bits().highest(), approval.signature());
      } else if (base == null) {
        base = approval.bits().count() == 0 ? null : approval;
      } else if ((approval.bits().mask() & base.bits().mask()) == 0) {
        base = sum(base, approval, scheme);
      } else if (coverage(approval.bits()) > coverage(base.bits())) {
        base = approval;
      }
    }

    private static AggregateApproval sum(
        AggregateApproval one, AggregateApproval other, BlsScheme scheme) {
      return other.bits().count() == 0
          ? one
          : new AggregateApproval(
              new ApprovalBits(one.bits().mask() | other.bits().mask()),
              scheme.aggregate(List.of(one.signature(), other.signature())));
    }

    private int coverage(ApprovalBits bits) {
      return (int) singles.keySet().stream().filter(i -> !bits.has(i)).count() + bits.count();
    }

    private AggregateApproval best(BlsScheme scheme) {
      var bits = base == null ? ApprovalBits.NONE : base.bits();
      var signatures = new ArrayList<BlsSignature>();
      if (base != null) {
        signatures.add(base.signature());
      }
      for (var single : singles.entrySet()) {
        if (!bits.has(single.getKey())) {
          bits = bits.with(single.getKey());
          signatures.add(single.getValue());
        }
      }
      if (signatures.isEmpty()) {
        return AggregateApproval.EMPTY;
      }
      return signatures.size() == 1
          ? new AggregateApproval(bits, signatures.getFirst())
          : new AggregateApproval(bits, scheme.aggregate(signatures));
    }
  }
}
