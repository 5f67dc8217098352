package io.alys.messages.mining;

import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.BlockRef;

/**
 * What a child's AuxPoW is measured by.
 *
 * @param history the AuxPoWs of the head's ancestry, the head included
 * @param lastPow the block that carried the last AuxPoW, genesis without one
 */
public record WorkState(WorkHistory history, BlockRef lastPow) {}
