package io.alys.messages.peers;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.types.Hash32;

/** Approvals of a block, one or several in one signature. */
public record RootApproval(Hash32 root, AggregateApproval approval) {}
