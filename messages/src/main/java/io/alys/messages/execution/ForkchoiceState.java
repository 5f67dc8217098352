package io.alys.messages.execution;

import io.alys.messages.types.Hash32;

/** Hashes of the head, safe and finalised execution block; zero where there is none yet. */
public record ForkchoiceState(Hash32 head, Hash32 safe, Hash32 finalized) {}
