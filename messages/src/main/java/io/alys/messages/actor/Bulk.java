package io.alys.messages.actor;

import io.alys.messages.ActorMessage;

/**
 * A message of the bulk lane: work that may wait while consensus and control messages overtake it.
 */
public interface Bulk extends ActorMessage {}
