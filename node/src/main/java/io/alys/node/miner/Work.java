package io.alys.node.miner;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;

/**
 * What {@code createauxblock} asks for.
 *
 * @param hash what the coinbase commits to, bytes as in the answer
 * @param chainId unsigned 32-bit number that the parent's version must not hold
 * @param height of the header to come; it only varies the coinbase
 */
public record Work(Hash32 hash, CompactBits bits, int chainId, long height) {}
