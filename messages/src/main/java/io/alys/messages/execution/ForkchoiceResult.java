package io.alys.messages.execution;

import org.jspecify.annotations.Nullable;

/** Verdict on the head; the id is there when attributes were given and taken. */
public record ForkchoiceResult(PayloadStatus status, @Nullable PayloadId payloadId) {}
