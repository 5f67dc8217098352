package io.alys.integration.genesis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fork of the execution layer that is switched on by a block's timestamp, in their order. */
public enum ExecutionFork {
  /** Withdrawals. */
  SHANGHAI("shanghai", null),
  /** Parent beacon block root, blob gas fields. */
  CANCUN("cancun", new BlobLimits(0, 0, 3_338_477)),
  /** Execution requests, block hashes in the state. */
  PRAGUE("prague", new BlobLimits(0, 0, 5_007_716)),
  /** Its blob fee divides by the maximum, which must therefore not be 0. */
  OSAKA("osaka", new BlobLimits(0, 1, 5_007_716));

  private final String key;
  private final @Nullable BlobLimits blobLimits;

  ExecutionFork(String key, @Nullable BlobLimits blobLimits) {
    this.key = key;
    this.blobLimits = blobLimits;
  }

  /** The fork's name in a genesis file's blob schedule. */
  public String key() {
    return key;
  }

  /** The name of the fork's time in a genesis file. */
  public String timeKey() {
    return key + "Time";
  }

  /** What the fork allows of blobs; none before Cancun. */
  public Optional<BlobLimits> blobLimits() {
    return Optional.ofNullable(blobLimits);
  }

  /**
   * One entry of the blob schedule (rule 3.3). Target 0: where a blob can't be forbidden, its price
   * at least never falls.
   */
  public record BlobLimits(int target, int max, int baseFeeUpdateFraction) {}
}
