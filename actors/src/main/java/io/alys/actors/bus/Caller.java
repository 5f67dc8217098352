package io.alys.actors.bus;

import io.alys.messages.actor.TraceContext;

/**
 * Who asks when it is not an actor: a server's thread.
 *
 * @param name such as {@code rpc}
 * @param trace the trace that the question came with, {@link TraceContext#NONE} for a new one
 */
public record Caller(String name, TraceContext trace) {

  /** A caller without a trace. */
  public static Caller named(String name) {
    return new Caller(name, TraceContext.NONE);
  }
}
