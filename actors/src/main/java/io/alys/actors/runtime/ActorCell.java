package io.alys.actors.runtime;

import io.alys.messages.actor.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * What the mailbox, the shell and the meters of one actor share. The mailbox's producers touch only
 * what says so; the rest belongs to the thread that runs the actor.
 */
public final class ActorCell {

  private final String path;
  private final ActorKind kind;
  private final KindLimits limits;
  private volatile boolean open = true;
  private volatile @Nullable Unavailable refusal;
  private volatile int incarnation;

  ActorCell(String path, ActorKind kind, KindLimits limits) {
    this.path = path;
    this.kind = kind;
    this.limits = limits;
  }

  /** Path of the actor below the user guardian, such as {@code /chain/engine}. */
  public String path() {
    return path;
  }

  /** Its kind. */
  public ActorKind kind() {
    return kind;
  }

  /** Its limits. */
  public KindLimits limits() {
    return limits;
  }

  /** Lets messages through, or keeps all but control messages in the mailbox. */
  public void setOpen(boolean open) {
    this.open = open;
  }

  /** Whether messages get through. */
  public boolean isOpen() {
    return open;
  }

  /**
   * While set, requests are answered with it and other messages become dead letters, the gate being
   * open; null ends that.
   */
  public void refuseWith(@Nullable Unavailable refusal) {
    this.refusal = refusal;
  }

  /** What requests are refused with, null when they are not. */
  public @Nullable Unavailable refusal() {
    return refusal;
  }

  /** Answers the requests that the actor took and did not answer. */
  public void refuseInFlight(Unavailable why) {
    throw new UnsupportedOperationException(why.reason());
  }

  /** How often the actor's behaviour was begun: 1 for the first time. */
  public int incarnation() {
    return incarnation;
  }

  /** A new behaviour begins; what was sent to itself by the one before is no longer delivered. */
  public void nextIncarnation() {
    int next = incarnation + 1;
    incarnation = next;
  }
}
