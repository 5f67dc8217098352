package io.alys.messages.actor;

/** Where an actor stands in its life. */
public enum LifecycleState {
  /** It has been begun, but does not serve yet. */
  STARTING,
  /** It serves. */
  RUNNING,
  /** It was told to stop. */
  STOPPING,
  /** It has stopped as told. */
  STOPPED,
  /** It has just failed. */
  CRASHED,
  /** It is being begun again, after a crash or on its supervisor's order. */
  RESTARTING,
  /** It waits before the next try; requests are refused meanwhile. */
  BACKOFF,
  /** Its supervisor has given it up; an operator can order a retry. */
  FAILED
}
