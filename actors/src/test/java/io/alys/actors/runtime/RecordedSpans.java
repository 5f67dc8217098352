package io.alys.actors.runtime;

import io.alys.messages.actor.TraceContext;
import io.alys.workflows.ports.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tracing that keeps what it is told. */
public final class RecordedSpans implements Tracing {

  private final AtomicLong ids = new AtomicLong();
  private final ConcurrentMap<TraceContext, Start> started = new ConcurrentHashMap<>();

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Span start(Start start) {
    long id = ids.incrementAndGet();
    var parent = start.parent();
    var context = new TraceContext(1, parent.isPresent() ? parent.low() : id, id, true);
    started.put(context, start);
    return new Kept(context);
  }

  /** Names from the first span of a trace down to the last with this name, such as "a > b". */
  public String lineage(String name) {
    var names = new ArrayList<String>();
    var found = named(name).getLast();
    for (var at = found; at != null; at = started.get(at.parent())) {
      names.addFirst(at.name());
    }
    return String.join(" > ", names);
  }

  /** All spans with a name. */
  public List<Start> named(String name) {
    return started.values().stream().filter(it -> it.name().equals(name)).toList();
  }

  private record Kept(TraceContext context) implements Span {

    @Override
    public void fail(Throwable cause) {}

    @Override
    public void end() {}
  }
}
