package io.alys.messages.chain;

import io.alys.messages.block.SignedBlock;

/** A certified block with what follows from it. */
public record StoredBlock(SignedBlock block, BlockContext context) {}
