package io.alys.actors.runtime;

import io.alys.messages.ActorMessage;

/**
 * What the actor system says to the shell around an actor; the actor never sees it. It passes the
 * mailbox even while the gate is closed, before everything else, and is never dropped.
 */
public interface ControlMessage extends ActorMessage {}
