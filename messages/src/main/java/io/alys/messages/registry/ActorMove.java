package io.alys.messages.registry;

import io.alys.messages.actor.LifecycleState;
import java.time.Instant;

/** A step in an actor's life, as {@link ActorNotice.Moved} told it. */
public record ActorMove(
    Instant at, String path, LifecycleState from, LifecycleState to, String reason) {}
