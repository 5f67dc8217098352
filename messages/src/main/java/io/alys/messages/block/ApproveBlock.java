package io.alys.messages.block;

import io.alys.messages.types.Hash32;

/** The gossip message by which an authority approves the block with this signing root (§3.5). */
public record ApproveBlock(Hash32 blockHash, Approval approval) {}
