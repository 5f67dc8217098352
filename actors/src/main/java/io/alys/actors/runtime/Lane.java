package io.alys.actors.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of parcels: a ring into which any thread puts, after it has taken a place by
 * counting up, and from which the actor's thread takes. With {@code shared}, senders take, too.
 *
 * <p>Both counts only grow; they lie apart so that senders and receiver don't share cache lines. A
 * parcel is visible at the head, or it does not exist: {@link #isReady} and {@link #take} agree.
 */
final class Lane {

  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Parcel[].class);
  private static final int IN = 16;
  private static final int LIMIT = 17;
  private static final int OUT = 32;

  private final int capacity;
  private final int hardCapacity;
  private final boolean shared;
  private final long[] counts = new long[48];
  private final @Nullable Parcel[] slots;
  private final int mask;

  /**
   * Twice the capacity has room: for the actor's own messages, and for those of senders that were
   * told to slow down.
   */
  Lane(int capacity, boolean shared) {
    this.capacity = capacity;
    this.hardCapacity = Math.multiplyExact(capacity, 2);
    this.shared = shared;
    int size = Integer.highestOneBit(hardCapacity - 1) << 1;
    this.slots = new Parcel[Math.max(size, 2)];
    this.mask = slots.length - 1;
    counts[LIMIT] = capacity;
  }

  /** Puts it in unless as many wait as may; any thread. */
  boolean offer(Parcel parcel) {
    while (true) {
      long in = (long) COUNTS.getVolatile(counts, IN);
      if (in - (long) COUNTS.getOpaque(counts, LIMIT) >= 0) {
        // Only now look at the receiver's count, which lies in its cache.
        long limit = (long) COUNTS.getVolatile(counts, OUT) + capacity;
        if (in - limit >= 0) {
          return false;
        }
        COUNTS.setOpaque(counts, LIMIT, limit);
      }
      if (COUNTS.compareAndSet(counts, IN, in, in + 1)) {
        put(parcel, in);
        return true;
      }
    }
  }

  /** Puts it in unless twice as many wait as may; any thread. */
  boolean offerBeyond(Parcel parcel) {
    while (true) {
      long in = (long) COUNTS.getVolatile(counts, IN);
      if (in - (long) COUNTS.getVolatile(counts, OUT) >= hardCapacity) {
        return false;
      }
      if (COUNTS.compareAndSet(counts, IN, in, in + 1)) {
        put(parcel, in);
        return true;
      }
    }
  }

  /** Volatile: the sender looks next whether the receiver sleeps, which looks at the slot first. */
  private void put(Parcel parcel, long place) {
    parcel.place = place;
    SLOTS.setVolatile(slots, (int) place & mask, parcel);
  }

  /** The oldest, null if there is none; the actor's thread. */
  @Nullable Parcel take() {
    if (shared) {
      return takeShared();
    }
    long out = (long) COUNTS.getOpaque(counts, OUT);
    int slot = (int) out & mask;
    var parcel = (Parcel) SLOTS.getAcquire(slots, slot);
    if (parcel != null) {
      SLOTS.setOpaque(slots, slot, null);
      COUNTS.setRelease(counts, OUT, out + 1);
    }
    return parcel;
  }

  /** The oldest, null if there is none or another thread is at it; any thread. */
  @Nullable Parcel takeShared() {
    while (true) {
      long out = (long) COUNTS.getVolatile(counts, OUT);
      int slot = (int) out & mask;
      var parcel = (Parcel) SLOTS.getVolatile(slots, slot);
      if (parcel == null) {
        if (out == (long) COUNTS.getVolatile(counts, OUT)) {
          return null;
        }
      } else if (parcel.place == out && SLOTS.compareAndSet(slots, slot, parcel, (Parcel) null)) {
        // Who has emptied the slot is alone in counting it.
        COUNTS.setVolatile(counts, OUT, out + 1);
        return parcel;
      }
    }
  }

  /** Whether {@link #take} would give one. */
  boolean isReady() {
    long out = (long) COUNTS.getVolatile(counts, OUT);
    return SLOTS.getVolatile(slots, (int) out & mask) != null;
  }

  /** How many wait, rather too few than too many; any thread. */
  int depth() {
    long in = (long) COUNTS.getVolatile(counts, IN);
    long out = (long) COUNTS.getVolatile(counts, OUT);
    return (int) Math.max(in - out, 0);
  }

  /** How many were ever put in. */
  long accepted() {
    return (long) COUNTS.getVolatile(counts, IN);
  }

  /** How many were ever taken out. */
  long taken() {
    return (long) COUNTS.getVolatile(counts, OUT);
  }

  int capacity() {
    return capacity;
  }
}
