package io.alys.config;

import java.time.Duration;

/**
 * How long each part of a node may take to stop, in the order in which they do.
 *
 * @param api the servers
 * @param mining work for miners
 * @param bridge the peg
 * @param network peers
 * @param chain the head of the chain, signing, the execution client
 * @param storage the database
 */
public record ShutdownConfig(
    Duration api,
    Duration mining,
    Duration bridge,
    Duration network,
    Duration chain,
    Duration storage) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Checks the times. */
  public ShutdownConfig {
    Checks.of("shutdown")
        .within("api", api, Checks.SHORTEST, LONGEST)
        .within("mining", mining, Checks.SHORTEST, LONGEST)
        .within("bridge", bridge, Checks.SHORTEST, LONGEST)
        .within("network", network, Checks.SHORTEST, LONGEST)
        .within("chain", chain, Checks.SHORTEST, LONGEST)
        .within("storage", storage, Checks.SHORTEST, LONGEST)
        .done();
  }

  /** All of them, one after the other. */
  Duration total() {
    return api.plus(mining).plus(bridge).plus(network).plus(chain).plus(storage);
  }
}
