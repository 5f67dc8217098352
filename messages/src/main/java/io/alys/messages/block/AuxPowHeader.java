package io.alys.messages.block;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * Finalises the blocks from {@code rangeStart} to {@code rangeEnd} (roots, both inclusive). {@code
 * chainId} is an unsigned 32-bit number; {@code auxpow} is null only in genesis.
 */
public record AuxPowHeader(
    Hash32 rangeStart,
    Hash32 rangeEnd,
    CompactBits bits,
    int chainId,
    UInt64 height,
    @Nullable AuxPow auxpow,
    EvmAddress feeRecipient) {}
