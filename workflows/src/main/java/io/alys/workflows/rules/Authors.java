package io.alys.workflows.rules;

import io.alys.messages.types.Slot;

/** Whose turn a slot is (protocol reference §3.1). */
public final class Authors {

  private Authors() {}

  /** Index of the slot's author among {@code authorities}: slot mod n. */
  public static int indexOf(Slot slot, int authorities) {
    return (int) (slot.value() % authorities);
  }
}
