package io.alys.messages.chain;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import org.jspecify.annotations.Nullable;

/**
 * What a key has signed last: slot, root and the lock (highest parent slot signed so far), rule
 * 2.2. {@code root} is null when nothing was signed or the watermark was restored (2.9).
 */
public record Watermark(Slot slot, @Nullable Hash32 root, Slot lockSlot) {

  /** Of a new key: (0, –, 0). */
  public static final Watermark FRESH = new Watermark(Slot.ZERO, null, Slot.ZERO);
}
