package io.alys.actors.runtime;

import io.alys.workflows.ports.Tracing;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the handling of a message appears in traces and, when it was slow, in the log. */
final class Spans {

  /** Not the actor's own: Akka would name that after this class. */
  private static final Logger LOG = LoggerFactory.getLogger("io.alys.actors.SlowMessage");

  private Spans() {}

  /** What is sent from now on hangs below the span. */
  static Tracing.Span start(Tracing tracing, ActorCell cell, Parcel parcel, Object content) {
    var current = Current.ofThread();
    long waited = parcel.stamp == Parcel.UNSTAMPED ? 0 : parcel.started - parcel.stamp;
    var span =
        tracing.start(
            new Tracing.Start(
                cell.kind().name() + " " + nameOf(content),
                current.trace,
                cell.path(),
                String.valueOf(Current.correlation()),
                waited,
                Current.tags()));
    current.trace = span.context();
    return span;
  }

  static void nameSlow(ActorCell cell, Object content, long nanos) {
    LOG.warn(
        "{} took {} ms for {} in conversation {}; more than {} ms is slow",
        cell.path(),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        nameOf(content),
        Current.correlation(),
        cell.limits().slowAfter().toMillis());
  }

  private static String nameOf(Object content) {
    return content.getClass().getSimpleName();
  }
}
