package io.alys.actors.runtime;

import io.alys.workflows.ports.Tracing;

/** How the handling of a message appears in traces. */
final class Spans {

  private Spans() {}

  /** What is sent from now on hangs below the span. */
  static Tracing.Span start(Tracing tracing, ActorCell cell, Parcel parcel, Object content) {
    var current = Current.ofThread();
    long waited = parcel.stamp == Parcel.UNSTAMPED ? 0 : parcel.started - parcel.stamp;
    var span =
        tracing.start(
            new Tracing.Start(
                cell.kind().name() + " " + nameOf(content),
                current.context(),
                cell.path(),
                String.valueOf(Current.correlation()),
                waited,
                Current.tags()));
    current.setContext(span.context());
    return span;
  }

  private static String nameOf(Object content) {
    return content.getClass().getSimpleName();
  }
}
