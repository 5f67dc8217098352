package io.alys.messages.execution;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.types.Wei;

/** A payload that the client built, without blobs, and what its fees would be worth. */
public record BuiltPayload(ExecutionPayload payload, Wei blockValue) {}
