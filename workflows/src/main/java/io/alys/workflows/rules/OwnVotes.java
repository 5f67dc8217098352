package io.alys.workflows.rules;

import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.util.TreeMap;

/**
 * What a process has signed with its key since it started, the newest votes only; so it can tell
 * whether an approval by the key is somebody else's (rule 2.10).
 */
final class OwnVotes {

  /** Votes remembered; an approval of an older slot is not judged. */
  static final int REMEMBERED = 4096;

  private final Slot start;
  private final TreeMap<Slot, Hash32> made = new TreeMap<>();
  private Slot forgotten = Slot.ZERO;

  OwnVotes(Slot start) {
    this.start = start;
  }

  /** The local slot in which the process started. */
  Slot start() {
    return start;
  }

  /** Remembers a vote before the signer is asked for it. */
  void add(Slot slot, Hash32 root) {
    made.put(slot, root);
    if (made.size() > REMEMBERED) {
      forgotten = made.pollFirstEntry().getKey();
    }
  }

  /** Whether an approval of that slot shows another signer. */
  boolean isForeign(Slot slot, Hash32 root) {
    return Doppelganger.isForeign(start, slot)
        && slot.isAbove(forgotten)
        && !root.equals(made.get(slot));
  }
}
