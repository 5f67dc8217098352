package io.alys.workflows.execution;

import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.util.Set;

/**
 * What the chain spec says about the execution client.
 *
 * @param endpoint where it is reached, for people
 * @param chainId the EVM chain id
 * @param genesisHash hash of execution block 0
 * @param forks the forks that payloads of this chain have or will have
 */
public record ExecutionExpectation(
    String endpoint, UInt64 chainId, Hash32 genesisHash, Set<EngineFork> forks) {

  /** Keeps a copy of the forks. */
  public ExecutionExpectation {
    forks = Set.copyOf(forks);
  }
}
