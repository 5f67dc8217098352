package io.alys.messages.execution;

import io.alys.messages.types.Hash32;
import org.jspecify.annotations.Nullable;

/** The execution client's verdict on a payload or a head. */
public sealed interface PayloadStatus {

  /** Executed and valid. */
  record Valid(Hash32 latestValidHash) implements PayloadStatus {}

  /** Refused; {@code latestValidHash} is the last valid ancestor, if the client names one. */
  record Invalid(@Nullable Hash32 latestValidHash, String reason) implements PayloadStatus {}

  /** The client lacks ancestors or is busy with a sync. */
  record Syncing() implements PayloadStatus {}

  /** Stored but not executed (side branch without state). */
  record Accepted() implements PayloadStatus {}
}
