package io.alys.messages.execution;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;

/** An execution block as far as the node reads it back; {@code timestamp} in seconds. */
public record ExecutionBlock(Height number, Hash32 hash, Hash32 parentHash, UInt64 timestamp) {}
