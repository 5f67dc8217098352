package io.alys.workflows.rules;

import io.alys.messages.types.Slot;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment of the local clock, read in slots (protocol reference §3.1). Slots count from the Unix
 * epoch; a time before it belongs to slot 0.
 */
public record SlotTime(Instant now, Duration slotDuration) {

  /** Refuses durations that give several slots the same timestamp (3.1). */
  public SlotTime {
    if (slotDuration.toMillis() < 1000) {
      throw new IllegalArgumentException("slot duration below 1000 ms: " + slotDuration);
    }
  }

  /** The slot of this moment. */
  public Slot slot() {
    return new Slot(Math.max(0, Math.floorDiv(now.toEpochMilli(), slotDuration.toMillis())));
  }

  /** When a slot begins. */
  public Instant startOf(Slot slot) {
    return Instant.ofEpochMilli(Math.multiplyExact(slot.value(), slotDuration.toMillis()));
  }

  /** Whether a slot has begun, a tenth of a slot early included (2.3). */
  public boolean hasBegun(Slot slot) {
    var duration = slotDuration.toMillis();
    return Math.floorDiv(now.toEpochMilli() + duration / 10, duration) >= slot.value();
  }
}
