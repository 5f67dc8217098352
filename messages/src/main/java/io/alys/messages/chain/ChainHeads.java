package io.alys.messages.chain;

import io.alys.messages.types.BlockRef;

/**
 * The three heads of the canonical chain: certified tip, committed floor (2.4) and PoW-final block,
 * that is lastFinal of the committed tip (7.2). Execution tags latest, safe and finalized (2.6).
 */
public record ChainHeads(BlockRef certified, BlockRef committed, BlockRef powFinal) {}
