package io.alys.config;

/**
 * Bounds of merged mining.
 *
 * @param maxTemplates templates kept submittable
 * @param maxPendingProofs proofs that wait for a block
 */
public record MiningConfig(int maxTemplates, int maxPendingProofs) {

  /** Checks the bounds. */
  public MiningConfig {
    Checks.of("mining")
        .within("max-templates", maxTemplates, 1, 4096)
        .within("max-pending-proofs", maxPendingProofs, 1, 100_000)
        .done();
  }
}
