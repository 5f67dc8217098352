package io.alys.messages.chain;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Height;

/** An AuxPoW on a chain: the height of the block that includes it and its header's bits. */
public record PowRecord(Height includedAt, CompactBits bits) {}
