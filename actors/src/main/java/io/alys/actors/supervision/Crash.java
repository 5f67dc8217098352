package io.alys.actors.supervision;

import io.alys.actors.runtime.ControlMessage;

/** Makes an actor fail as if its behaviour had thrown; for chaos runs and tests. */
public record Crash(String why) implements ControlMessage {}
