package io.alys.actors.supervision;

import io.alys.actors.supervision.Ward.Footing;
import java.util.List;

/**
 * The parts of a supervisor in their order, and who may move next: those in step halt one after the
 * other from the last to the first (one that has failed has ended before), and begin one after the
 * other from the first to the last when all have halted. The others move by themselves.
 */
final class Formation {

  /** Passes the orders on. */
  interface Orders {

    /** It has to halt now. */
    void halt(Ward ward);

    /** It has to begin now. */
    void begin(Ward ward);
  }

  private final List<Ward> wards;

  Formation(List<Ward> wards) {
    this.wards = List.copyOf(wards);
  }

  List<Ward> wards() {
    return wards;
  }

  Ward ward(int slot) {
    return wards.get(slot);
  }

  /** Those from a part to the last. */
  List<Ward> from(Ward first) {
    return wards.subList(first.slot, wards.size());
  }

  /** Gives the orders that are due. Called after each report and each change of what is to be. */
  void step(Orders orders) {
    boolean someoneHalts = stepDown(orders);
    stepUp(orders, !someoneHalts);
  }

  private boolean stepDown(Orders orders) {
    // One that is leaving, by an order or by its own failure, has ended before the next one halts.
    boolean wait =
        wards.stream().anyMatch(w -> w.inOrder && w.toHalt && w.footing == Footing.LEAVING);
    boolean someoneHalts = false;
    for (var ward : wards.reversed()) {
      if (!ward.toHalt) {
        continue;
      }
      if (ward.stands() && !(ward.inOrder && wait)) {
        orders.halt(ward);
      }
      wait |= ward.inOrder;
      someoneHalts |= ward.inOrder;
    }
    return someoneHalts;
  }

  private void stepUp(Orders orders, boolean mayBegin) {
    boolean turn = mayBegin;
    for (var ward : wards) {
      if (!ward.toBegin || ward.toHalt || !ward.isInService()) {
        continue;
      }
      if (ward.footing == Footing.DOWN && (turn || !ward.inOrder)) {
        orders.begin(ward);
      }
      turn &= !ward.inOrder;
    }
  }

  /** Whether all that are to halt have done so. */
  boolean isDown() {
    return wards.stream().noneMatch(ward -> ward.toHalt);
  }

  /** Whether all that begin in step have done so. */
  boolean isUp() {
    return wards.stream().noneMatch(ward -> ward.inOrder && (ward.toBegin || ward.toHalt));
  }
}
