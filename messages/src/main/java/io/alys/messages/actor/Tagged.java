package io.alys.messages.actor;

/** A message that is about something which people look for in logs and traces. */
public interface Tagged {

  /** What it is about. */
  Tags tags();
}
