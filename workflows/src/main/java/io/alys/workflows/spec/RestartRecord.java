package io.alys.workflows.spec;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;

/**
 * What the operators agreed on when fewer than q watermarks were intact (rule 2.9): keys without a
 * watermark of their own sign again above a slot, on top of a certified block.
 *
 * @param root of the certified block, the highest that any of them knows
 * @param rootSlot its slot
 * @param slot the last one that nobody signs any more; it lies ahead when they agree
 */
public record RestartRecord(Hash32 root, Slot rootSlot, Slot slot) {}
