package io.alys.messages.execution;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;

/** What fees need of a receipt (4.2): gas and wei per gas. */
public record Receipt(Hash32 transactionHash, UInt64 gasUsed, Wei effectiveGasPrice) {}
