package io.alys.messages.peers;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.util.Optional;

/**
 * Which chain a node is of, by which rules.
 *
 * @param genesis signing root of the genesis block
 * @param chainId of the execution chain
 * @param specHash of all that the chain's spec says (rule 3.4)
 */
public record ChainIdentity(Hash32 genesis, UInt64 chainId, Hash32 specHash) {

  /** Why a node of this chain has nothing to do with one of another; empty when it has. */
  public Optional<String> differenceTo(ChainIdentity other) {
    if (!genesis.equals(other.genesis)) {
      return Optional.of("another genesis: " + other.genesis.hex());
    }
    if (!chainId.equals(other.chainId)) {
      return Optional.of("another chain id: " + other.chainId);
    }
    return specHash.equals(other.specHash)
        ? Optional.empty()
        : Optional.of("another spec: " + other.specHash.hex());
  }
}
