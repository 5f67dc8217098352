package io.alys.messages.peers;

import io.alys.messages.block.ApprovalBits;
import io.alys.messages.types.Hash32;

/** Asks for approvals of a block beyond those that are known. */
public record ApprovalsWanted(Hash32 root, ApprovalBits known) {}
