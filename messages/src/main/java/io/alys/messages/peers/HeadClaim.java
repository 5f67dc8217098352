package io.alys.messages.peers;

import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Slot;

/** A block that a peer names as one of its heads; a claim until the block was seen. */
public record HeadClaim(BlockRef block, Slot slot) {}
