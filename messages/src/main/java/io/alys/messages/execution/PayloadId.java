package io.alys.messages.execution;

import io.alys.messages.types.Bytes;

/** Names a payload under construction. */
public record PayloadId(Bytes bytes) {

  /** Length in bytes. */
  public static final int SIZE = 8;

  /** Refuses any other length. */
  public PayloadId {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("PayloadId needs 8 bytes, got " + bytes.size());
    }
  }
}
