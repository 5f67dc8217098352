package io.alys.messages.execution;

import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import java.util.List;

/**
 * What the next payload must contain (rule 3.1).
 *
 * @param timestamp seconds of Unix time
 * @param parentBeaconBlockRoot not sent before Deneb
 */
public record PayloadAttributes(
    UInt64 timestamp,
    Hash32 prevRandao,
    EvmAddress suggestedFeeRecipient,
    List<Withdrawal> withdrawals,
    Hash32 parentBeaconBlockRoot) {

  /** Keeps a copy of the withdrawals. */
  public PayloadAttributes {
    withdrawals = List.copyOf(withdrawals);
  }
}
