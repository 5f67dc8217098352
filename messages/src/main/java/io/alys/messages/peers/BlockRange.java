package io.alys.messages.peers;

import io.alys.messages.types.Height;

/** Asks for canonical blocks, ascending; {@code count} of them at most, no more than 1024. */
public record BlockRange(Height from, int count) {

  /** Most blocks that one request asks for. */
  public static final int MAX_COUNT = 1_024;

  /** Refuses other counts. */
  public BlockRange {
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException("1 to 1024 blocks are asked for, got " + count);
    }
  }
}
