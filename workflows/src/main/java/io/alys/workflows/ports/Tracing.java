package io.alys.workflows.ports;

import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;

/** Records spans of work across actors; off unless an exporter is configured. */
public interface Tracing {

  /** Records nothing. */
  Tracing OFF = new NoTracing();

  /** Whether anything is recorded; callers skip all preparation when not. */
  boolean isOn();

  /** Starts a span below {@code start.parent()}, or a new trace if that is none. */
  Span start(Start start);

  /** A piece of work under way; ended exactly once, by the thread that started it or another. */
  interface Span {

    /** What messages sent during the work carry. */
    TraceContext context();

    /** The work failed. */
    void fail(Throwable cause);

    /** The work is over. */
    void end();
  }

  /**
   * What is known when a span starts.
   *
   * @param name low in variety, such as {@code chain ImportBlock}
   * @param parent the sender's span, {@link TraceContext#NONE} for a new trace
   * @param actor path of the actor
   * @param correlation id of the conversation
   * @param waitedNanos time in the mailbox
   * @param tags what the message is about
   */
  record Start(
      String name,
      TraceContext parent,
      String actor,
      String correlation,
      long waitedNanos,
      Tags tags) {}
}
