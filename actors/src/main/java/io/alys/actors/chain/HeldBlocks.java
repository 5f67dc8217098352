package io.alys.actors.chain;

import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Blocks that can't be judged yet (rule 1.2): their slot has not begun, their parent is not
 * certified here, or the execution client can't say. They are tried again; the oldest goes when
 * there are too many. Part of the ChainActor.
 */
final class HeldBlocks {

  private final int capacity;
  private final Map<Hash32, ImportJob> jobs = new LinkedHashMap<>();

  HeldBlocks(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps a block to try again; whoever sent it has had an answer. */
  void hold(ImportJob job) {
    var before = jobs.get(job.root());
    if (before != null && before.isCertified() && !job.isCertified()) {
      return;
    }
    jobs.put(job.root(), job.answered());
    if (jobs.size() > capacity) {
      jobs.remove(jobs.keySet().iterator().next());
    }
  }

  Optional<ImportJob> find(Hash32 root) {
    return Optional.ofNullable(jobs.get(root));
  }

  /** Takes those out that fulfil a condition, the lowest first. */
  List<ImportJob> take(Predicate<ImportJob> due) {
    var taken =
        jobs.values().stream()
            .filter(due)
            .sorted(Comparator.comparing(job -> job.ref().height()))
            .toList();
    taken.forEach(job -> jobs.remove(job.root()));
    return taken;
  }

  /** Parents that are themselves not held. */
  List<Hash32> parents() {
    var missing = new ArrayList<Hash32>();
    for (var job : jobs.values()) {
      var parent = job.block().message().parentHash();
      if (!jobs.containsKey(parent) && !missing.contains(parent)) {
        missing.add(parent);
      }
    }
    return missing;
  }

  /** The highest one whose certificate was checked (rule 10). */
  Optional<BlockRef> highestCertified() {
    return jobs.values().stream()
        .filter(ImportJob::isCertified)
        .map(ImportJob::ref)
        .max(Comparator.comparing(BlockRef::height));
  }

  /** Drops what fulfils a condition, such as what lies too deep. */
  void drop(Predicate<ImportJob> dead) {
    jobs.values().removeIf(dead);
  }
}
