package io.alys.messages.block;

/** A block and the approvals known for it; approvals are not part of its identity. */
public record SignedBlock(ConsensusBlock message, AggregateApproval approval) {}
