package io.alys.workflows.spec;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import java.time.Duration;
import java.util.List;

/**
 * A network's constants as every node must have them (protocol reference §10.1, rule 3.4); what is
 * local to a node ({@code isValidator}) is not part of it. {@code chainId} is the AuxPoW chain id,
 * an unsigned 32-bit number.
 */
public record ChainSpec(
    Duration slotDuration,
    List<Authority> authorities,
    List<EvmAddress> federation,
    List<Bytes> federationBitcoinPubkeys,
    CompactBits bits,
    int chainId,
    long maxBlocksWithoutPow,
    long bitcoinStartHeight,
    V1Retarget v1Retarget,
    int requiredBitcoinConfirmations,
    V2Rules v2) {

  /** Keeps copies of the lists. */
  public ChainSpec {
    authorities = List.copyOf(authorities);
    federation = List.copyOf(federation);
    federationBitcoinPubkeys = List.copyOf(federationBitcoinPubkeys);
  }
}
