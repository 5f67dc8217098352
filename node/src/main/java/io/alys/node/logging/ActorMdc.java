package io.alys.node.logging;

import ch.qos.logback.classic.LoggerContext;
import io.alys.actors.runtime.Current;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.MDCAdapter;

/**
 * Adds to the MDC what the logging thread is doing for which actor: {@code actor}, {@code
 * correlation}, {@code block}, {@code pegOperation} and {@code peer}. They are read when a layout
 * asks for them, so a message that logs nothing costs nothing.
 */
public final class ActorMdc implements MDCAdapter {

  private final MDCAdapter rest;

  private ActorMdc(MDCAdapter rest) {
    this.rest = rest;
  }

  /** From now on the layouts of this process know them; once is enough. */
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && !(context.getMDCAdapter() instanceof ActorMdc)) {
      context.setMDCAdapter(new ActorMdc(context.getMDCAdapter()));
    }
  }

  @Override
  public Map<String, String> getCopyOfContextMap() {
    var all = new HashMap<String, String>();
    var others = rest.getCopyOfContextMap();
    if (others != null) {
      all.putAll(others);
    }
    addCurrent(all);
    return all;
  }

  @Override
  public @Nullable String get(String key) {
    return getCopyOfContextMap().get(key);
  }

  @Override
  public void put(String key, @Nullable String value) {
    rest.put(key, value);
  }

  @Override
  public void remove(String key) {
    rest.remove(key);
  }

  @Override
  public void clear() {
    rest.clear();
  }

  @Override
  public void setContextMap(Map<String, String> values) {
    rest.setContextMap(values);
  }

  @Override
  public void pushByKey(String key, String value) {
    rest.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return rest.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return rest.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    rest.clearDequeByKey(key);
  }

  private static void addCurrent(Map<String, String> values) {
    var cell = Current.cell();
    var tags = Current.tags();
    add(values, "actor", cell == null ? null : cell.path());
    add(values, "correlation", Current.correlation());
    add(values, "block", tags.block() == null ? null : tags.block().hex());
    add(values, "pegOperation", tags.pegOperation());
    add(values, "peer", tags.peer());
  }

  private static void add(Map<String, String> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value.toString());
    }
  }
}
