package io.alys.messages.bitcoin;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;

/** An 80-byte Bitcoin block header; {@code time} and {@code nonce} are unsigned 32-bit numbers. */
public record BitcoinHeader(
    int version,
    Hash32 previousBlockHash,
    Hash32 merkleRoot,
    int time,
    CompactBits bits,
    int nonce) {}
