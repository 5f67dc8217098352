package io.alys.workflows.rules;

import io.alys.messages.types.Slot;

/** Whether somebody else signs with an own key (rule 2.10). */
public final class Doppelganger {

  private Doppelganger() {}

  /**
   * Whether an approval or block of an own key, which this process did not make, shows another
   * signer: those up to the slot after the start may be one's own from before a restart.
   */
  public static boolean isForeign(Slot start, Slot signed) {
    return signed.isAbove(start.next());
  }
}
