package io.alys.config;

import java.time.Duration;

/**
 * Bounds of import and production.
 *
 * @param maxPendingBlocks blocks that wait for import
 * @param maxCandidates valid blocks that wait for approvals
 * @param importPatience after which an import is given up
 * @param askTimeout for questions between the node's parts
 * @param retryDelay before the execution client is tried again
 */
public record ChainConfig(
    int maxPendingBlocks,
    int maxCandidates,
    Duration importPatience,
    Duration askTimeout,
    Duration retryDelay) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Checks the bounds. */
  public ChainConfig {
    Checks.of("chain")
        .within("max-pending-blocks", maxPendingBlocks, 1, 100_000)
        .within("max-candidates", maxCandidates, 1, 10_000)
        .within("import-patience", importPatience, Checks.SHORTEST, LONGEST)
        .within("ask-timeout", askTimeout, Checks.SHORTEST, LONGEST)
        .within("retry-delay", retryDelay, Checks.SHORTEST, LONGEST)
        .done();
  }
}
