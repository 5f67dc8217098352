package io.alys.actors.runtime;

import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What the calling thread is doing for which actor. Set while an actor handles a message or a
 * signal, cleared after; outside of that there is no cell, no conversation and no trace.
 */
public final class Current {

  private static final ThreadLocal<Current> OF_THREAD = ThreadLocal.withInitial(Current::new);

  // References are written only when they change: a write costs the collector's barrier.
  private @Nullable ActorCell cell;
  private boolean inside;
  int incarnation;

  /** 0 for none. */
  long correlation;

  /** The conversation as an object, made when somebody wanted it; may be of an earlier one. */
  private @Nullable MessageId conversation;

  private TraceContext trace = TraceContext.NONE;
  private @Nullable Tags tags;
  final Stopwatch watch = new Stopwatch();
  private @Nullable Queue<Runnable> turns;

  /** The message that a mailbox has given out in this thread, and whether it was delivered. */
  private @Nullable Parcel inHand;

  private @Nullable ActorCell inHandOf;
  private boolean delivered;
  private int sends;

  private Current() {}

  static Current ofThread() {
    return OF_THREAD.get();
  }

  /** The actor, null outside. */
  public static @Nullable ActorCell cell() {
    return ofThread().actor();
  }

  /** Which of the actor's behaviours, counted from 1; 0 outside. */
  public static int incarnation() {
    return ofThread().incarnation;
  }

  /** The conversation that the message in hand belongs to, null for none. */
  public static @Nullable MessageId correlation() {
    return ofThread().conversation();
  }

  /** The span under way. */
  public static TraceContext trace() {
    return ofThread().trace;
  }

  /** What the message in hand is about. */
  public static Tags tags() {
    return ofThread().resolvedTags();
  }

  /** All of it that work begun now has to remember, for {@link Continued}. */
  public static Origin origin() {
    var current = ofThread();
    return new Origin(
        current.incarnation, current.conversation(), current.trace, current.resolvedTags());
  }

  /** Does something in the name of work that was begun earlier, such as one that had to wait. */
  public static void within(Origin origin, Runnable action) {
    var current = ofThread();
    long correlation = current.correlation;
    var trace = current.trace;
    var tags = current.tags;
    current.resume(origin);
    try {
      action.run();
    } finally {
      current.correlation = correlation;
      current.trace = trace;
      current.tags = tags;
    }
  }

  /** The actor serves from now on; for those whose supervisor waits for it. */
  public static void announceServing() {
    var cell = cell();
    if (cell != null) {
      cell.announceServing();
    }
  }

  /** The actor, null outside. */
  @Nullable ActorCell actor() {
    return inside ? cell : null;
  }

  TraceContext context() {
    return trace;
  }

  @SuppressWarnings("ReferenceEquality") // an equal one may as well be written
  void setContext(TraceContext trace) {
    if (this.trace != trace) {
      this.trace = trace;
    }
  }

  void enter(ActorCell cell) {
    if (this.cell != cell) {
      this.cell = cell;
    }
    this.inside = true;
    this.incarnation = cell.incarnation();
  }

  void hand(ActorCell receiver, Parcel parcel) {
    inHand = parcel;
    if (inHandOf != receiver) {
      inHandOf = receiver;
    }
    delivered = false;
  }

  /** The message that a mailbox gave out last, once; null if it came around our mailboxes. */
  @Nullable Parcel takeInHand(ActorCell receiver) {
    var parcel = inHandOf == receiver && !delivered ? inHand : null;
    delivered = true;
    return parcel;
  }

  /** True for one sending in as many. */
  boolean isOneIn(int many) {
    sends++;
    if (sends < many) {
      return false;
    }
    sends = 0;
    return true;
  }

  void resume(Origin origin) {
    var conversation = origin.correlation();
    correlation = conversation == null ? 0 : conversation.value();
    setContext(origin.trace());
    tags = origin.tags();
  }

  void clear() {
    inside = false;
    incarnation = 0;
    correlation = 0;
    setContext(TraceContext.NONE);
    if (tags != null) {
      tags = null;
    }
  }

  /** Does something in the name of another conversation. */
  void within(long correlation, TraceContext trace, Runnable action) {
    long outerCorrelation = this.correlation;
    var outerTrace = this.trace;
    this.correlation = correlation;
    this.trace = trace;
    try {
      action.run();
    } finally {
      this.correlation = outerCorrelation;
      this.trace = outerTrace;
    }
  }

  /**
   * Does something that may end here again: one after the other, since full mailboxes that refuse
   * one another's messages would call one another without end.
   */
  void inTurn(Runnable action) {
    if (turns != null) {
      turns.add(action);
      return;
    }
    var mine = new ArrayDeque<Runnable>();
    turns = mine;
    try {
      for (Runnable next = action; next != null; next = mine.poll()) {
        next.run();
      }
    } finally {
      turns = null;
    }
  }

  /** The conversation, null for none; one object for all that is sent in it in a row. */
  @Nullable MessageId conversation() {
    if (correlation == 0) {
      return null;
    }
    var made = conversation;
    if (made == null || made.value() != correlation) {
      made = new MessageId(correlation);
      conversation = made;
    }
    return made;
  }

  static @Nullable MessageId idOf(long correlation) {
    return correlation == 0 ? null : new MessageId(correlation);
  }

  private Tags resolvedTags() {
    if (tags != null) {
      return tags;
    }
    var parcel = inside && delivered ? inHand : null;
    return parcel != null && parcel.content() instanceof Tagged tagged ? tagged.tags() : Tags.NONE;
  }
}
