package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.spec.RestartRecord;
import org.jspecify.annotations.Nullable;

/** Watermarks that do not come from a vote: restored, restarted, imported (rule 2.9). */
public final class Watermarks {

  /** Slots ahead of the local clock at which a restored key signs again. */
  public static final long RESTORE_DISTANCE = 3;

  private Watermarks() {}

  /** Of a missing or restored watermark: (s, –, s), s = local slot + 3. */
  public static Watermark restored(Slot localSlot) {
    var slot = localSlot.plus(RESTORE_DISTANCE);
    return new Watermark(slot, null, slot);
  }

  /** From the operators' restart record: (R, –, slot of its certified root). */
  public static Watermark restarted(RestartRecord record) {
    return new Watermark(record.slot(), null, record.rootSlot());
  }

  /**
   * The same of a key that has a watermark below R: the lock falls where it was a restored one's,
   * and stays where the key earned it by a vote.
   */
  public static Watermark restarted(Watermark own, RestartRecord record) {
    var lock = isRestored(own) ? record.rootSlot() : later(own.lockSlot(), record.rootSlot());
    return new Watermark(record.slot(), null, lock);
  }

  private static boolean isRestored(Watermark own) {
    return own.root() == null && own.lockSlot().equals(own.slot());
  }

  /**
   * Of an imported record and the own one: maxima. {@code imported} is one without lock when its
   * file had none, and then counts as restored.
   */
  public static Watermark imported(Watermark own, Imported imported, Slot localSlot) {
    var lock = imported.lockSlot();
    return lock == null
        ? restored(later(localSlot, later(own.slot(), imported.slot())))
        : maximum(own, new Watermark(imported.slot(), null, lock));
  }

  /** The watermark that forbids what either forbids; the root stays only with the higher slot. */
  public static Watermark maximum(Watermark one, Watermark other) {
    var root = one.root();
    if (other.slot().isAbove(one.slot())) {
      root = other.root();
    } else if (other.slot().equals(one.slot()) && (root == null || !root.equals(other.root()))) {
      root = null;
    }
    return new Watermark(
        later(one.slot(), other.slot()), root, later(one.lockSlot(), other.lockSlot()));
  }

  /** Whether an approval of the own key shows that the watermark was rolled back. */
  public static boolean isRolledBack(Watermark watermark, Slot approvedSlot, Hash32 approved) {
    return approvedSlot.isAbove(watermark.slot())
        || (approvedSlot.equals(watermark.slot())
            && watermark.root() != null
            && !approved.equals(watermark.root()));
  }

  private static Slot later(Slot one, Slot other) {
    return one.isAbove(other) ? one : other;
  }

  /** A record of an EIP-3076 shaped file; null lock where the file has no {@code lock_slot}. */
  public record Imported(Slot slot, @Nullable Slot lockSlot) {}
}
