package io.alys.messages;

/** Anything that an actor may receive; public commands and an actor's own messages extend it. */
public interface ActorMessage {}
