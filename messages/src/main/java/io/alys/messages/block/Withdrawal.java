package io.alys.messages.block;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.UInt64;

/**
 * New coins for an address; {@code amount} is in gwei, {@code validatorIndex} is the kind (4.1).
 */
public record Withdrawal(UInt64 index, UInt64 validatorIndex, EvmAddress address, UInt64 amount) {}
