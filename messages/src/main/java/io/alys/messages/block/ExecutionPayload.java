package io.alys.messages.block;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution block as the Engine API carries it. {@code blobGas} is null in a Capella payload (15
 * fields) and present from Deneb on (17 fields, consensus rule 3.2).
 */
public record ExecutionPayload(
    Hash32 parentHash,
    EvmAddress feeRecipient,
    Hash32 stateRoot,
    Hash32 receiptsRoot,
    Bytes logsBloom,
    Hash32 prevRandao,
    UInt64 blockNumber,
    UInt64 gasLimit,
    UInt64 gasUsed,
    UInt64 timestamp,
    Bytes extraData,
    UInt256 baseFeePerGas,
    Hash32 blockHash,
    List<Bytes> transactions,
    List<Withdrawal> withdrawals,
    @Nullable BlobGas blobGas) {

  /** Size of the bloom filter in bytes. */
  public static final int BLOOM_SIZE = 256;

  /** Longest {@code extra_data} in bytes. */
  public static final int MAX_EXTRA_DATA = 32;

  /** Most withdrawals in a payload (Capella, {@code MAX_WITHDRAWALS_PER_PAYLOAD}). */
  public static final int MAX_WITHDRAWALS = 16;

  /** Keeps copies of the lists; refuses fields beyond the payload's fixed sizes. */
  public ExecutionPayload {
    transactions = List.copyOf(transactions);
    withdrawals = List.copyOf(withdrawals);
    if (logsBloom.size() != BLOOM_SIZE) {
      throw new IllegalArgumentException("logs_bloom needs 256 bytes, got " + logsBloom.size());
    }
    if (extraData.size() > MAX_EXTRA_DATA) {
      throw new IllegalArgumentException("extra_data above 32 bytes: " + extraData.size());
    }
    if (withdrawals.size() > MAX_WITHDRAWALS) {
      throw new IllegalArgumentException("more than 16 withdrawals: " + withdrawals.size());
    }
  }
}
