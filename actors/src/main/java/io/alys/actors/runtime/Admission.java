package io.alys.actors.runtime;

import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Unavailable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One lane of one actor with what happens when it is full; see {@link Overflow}. The lane is made
 * when the first message comes. The actor's own messages have the same room once more and are never
 * displaced: an actor must not lose what it tells itself because others shout.
 */
final class Admission {

  private static final VarHandle LANE;

  static {
    try {
      LANE = MethodHandles.lookup().findVarHandle(Admission.class, "made", Lane.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** Other senders may be at the head as well; one that is interrupted there must not stop us. */
  private static final int DISPLACEMENTS = 100;

  private final ActorCell cell;
  private final Overflow overflow;
  private final int capacity;
  private final Predicate<Parcel> ownOnes;
  private final Pressure pressure = new Pressure();
  private volatile @Nullable Lane made;

  Admission(ActorCell cell, Predicate<Parcel> ownOnes) {
    this.cell = cell;
    this.overflow = cell.limits().overflow();
    this.capacity = cell.limits().mailboxCapacity();
    this.ownOnes = ownOnes;
  }

  /** Any thread. */
  void admit(Parcel parcel) {
    var lane = lane();
    if (!lane.offer(parcel)) {
      admitToFull(lane, parcel);
    }
  }

  private void admitToFull(Lane lane, Parcel parcel) {
    if (isOwn(parcel)) {
      admitOwn(lane, parcel);
      return;
    }
    switch (overflow) {
      case DROP_OLDEST -> displace(lane, parcel);
      case DROP_NEWEST ->
          cell.turnAway(parcel, parcel.content(), DropCause.DROPPED_NEWEST, Refusals.full(cell));
      case REFUSE ->
          cell.turnAway(parcel, parcel.content(), DropCause.REFUSED, Refusals.full(cell));
      case BACK_PRESSURE -> press(lane, parcel);
    }
  }

  private boolean isOwn(Parcel parcel) {
    return parcel.sender == cell;
  }

  /** In its place if there is room, else before all others; only a runaway actor is refused. */
  private void admitOwn(Lane lane, Parcel parcel) {
    if (!lane.offerBeyond(parcel)) {
      keepOwn(parcel);
    }
  }

  private void keepOwn(Parcel parcel) {
    if (!ownOnes.test(parcel)) {
      cell.turnAway(parcel, parcel.content(), DropCause.REFUSED, Refusals.full(cell));
    }
  }

  private void displace(Lane lane, Parcel parcel) {
    for (int i = 0; i < DISPLACEMENTS; i++) {
      var oldest = lane.takeShared();
      if (oldest != null && isOwn(oldest)) {
        keepOwn(oldest);
      } else if (oldest != null) {
        cell.turnAway(oldest, oldest.content(), DropCause.DROPPED_OLDEST, Refusals.full(cell));
      }
      if (lane.offer(parcel)) {
        return;
      }
    }
    cell.turnAway(parcel, parcel.content(), DropCause.DROPPED_NEWEST, Refusals.full(cell));
  }

  private void press(Lane lane, Parcel parcel) {
    var sender = parcel.sender == null ? null : parcel.sender.mailbox();
    if (sender != null && lane.offerBeyond(parcel)) {
      sender.pauseUntilRoom(this);
    } else {
      cell.turnAway(parcel, parcel.content(), DropCause.REFUSED, Refusals.full(cell));
    }
  }

  /** The oldest, null if there is none; the actor's thread. */
  @Nullable Parcel take() {
    var lane = made;
    var parcel = lane == null ? null : lane.take();
    if (parcel != null && overflow == Overflow.BACK_PRESSURE) {
      // Who pauses looks for room after it has said so: one of the two sees the other.
      VarHandle.fullFence();
      if (pressure.isFelt() && hasRoom()) {
        pressure.release();
      }
    }
    return parcel;
  }

  boolean isReady() {
    var lane = made;
    return lane != null && lane.isReady();
  }

  /** How many have come so far; any thread. */
  long accepted() {
    var lane = made;
    return lane == null ? 0 : lane.accepted();
  }

  /** Whether the first so many have been taken out. */
  boolean hasTaken(long first) {
    var lane = made;
    return lane == null || lane.taken() - first >= 0;
  }

  int depth() {
    var lane = made;
    return lane == null ? 0 : lane.depth();
  }

  /** Whether it is half empty again. */
  boolean hasRoom() {
    return depth() <= capacity / 2;
  }

  Pressure pressure() {
    return pressure;
  }

  /** Any thread, provided the actor has ended; else the actor's. */
  void turnAwayAll(DropCause cause, Unavailable why) {
    var lane = made;
    if (lane != null) {
      for (var parcel = lane.takeShared(); parcel != null; parcel = lane.takeShared()) {
        cell.turnAway(parcel, parcel.content(), cause, why);
      }
    }
    pressure.release();
  }

  private Lane lane() {
    var lane = made;
    if (lane != null) {
      return lane;
    }
    LANE.compareAndSet(this, null, new Lane(capacity, overflow == Overflow.DROP_OLDEST));
    return java.util.Objects.requireNonNull(made);
  }
}
