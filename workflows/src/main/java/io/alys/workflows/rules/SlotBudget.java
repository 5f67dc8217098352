package io.alys.workflows.rules;

import io.alys.messages.types.Slot;
import java.time.Duration;
import java.time.Instant;

/**
 * Until when each step of a slot may take; late means skip, with a reason (rule 2.7).
 *
 * @param start when the slot begins
 * @param parentCertificate how long the author waits for the parent's certificate, 0.2 D
 * @param getPayload when the payload is fetched at the latest, 0.25 D
 * @param publish when the block is published at the latest, 0.35 D
 * @param approvals when approvals are in at the latest, 0.7 D
 * @param end when the next slot begins
 */
public record SlotBudget(
    Instant start,
    Instant parentCertificate,
    Instant getPayload,
    Instant publish,
    Instant approvals,
    Instant end) {

  /** The budget of a slot. */
  public static SlotBudget of(Slot slot, Duration slotDuration) {
    var start = Instant.ofEpochMilli(Math.multiplyExact(slot.value(), slotDuration.toMillis()));
    return from(start, slotDuration);
  }

  /**
   * The budget of a block that is authored out of its slot, counted from when the parent's
   * certificate came (2.8).
   */
  public static SlotBudget from(Instant start, Duration slotDuration) {
    return new SlotBudget(
        start,
        start.plus(percent(slotDuration, 20)),
        start.plus(percent(slotDuration, 25)),
        start.plus(percent(slotDuration, 35)),
        start.plus(percent(slotDuration, 70)),
        start.plus(slotDuration));
  }

  private static Duration percent(Duration slotDuration, int percent) {
    return slotDuration.multipliedBy(percent).dividedBy(100);
  }
}
