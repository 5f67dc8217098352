package io.alys.messages.execution;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;

/**
 * What fees need of a receipt (4.2).
 *
 * @param gasUsed as the execution client says
 * @param effectiveGasPrice wei per gas, by the transaction and its block's base fee
 */
public record Receipt(Hash32 transactionHash, UInt64 gasUsed, Wei effectiveGasPrice) {}
