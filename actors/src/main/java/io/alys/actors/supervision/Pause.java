package io.alys.actors.supervision;

import io.alys.actors.runtime.ControlMessage;
import java.time.Duration;

/** Keeps an actor's messages in its mailbox for a while; for chaos runs and tests. */
public record Pause(Duration length) implements ControlMessage {}
