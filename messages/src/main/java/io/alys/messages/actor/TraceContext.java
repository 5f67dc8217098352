package io.alys.messages.actor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A W3C trace context (Trace Context, version 00): the trace, the span that sent the message, and
 * whether it is recorded.
 *
 * @param high upper 64 bits of the trace id
 * @param low lower 64 bits of the trace id
 * @param span id of the span
 * @param sampled flag 01
 */
public record TraceContext(long high, long low, long span, boolean sampled) {

  /** No trace. */
  public static final TraceContext NONE = new TraceContext(0, 0, 0, false);

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{16})([0-9a-f]{16})-([0-9a-f]{16})-([0-9a-f]{2})");

  /** Whether there is a trace at all; an id of zeros is none. */
  public boolean isPresent() {
    return (high | low) != 0 && span != 0;
  }

  /** The value of a {@code traceparent} header. */
  public String traceparent() {
    return String.format(
        Locale.ROOT, "00-%016x%016x-%016x-%s", high, low, span, sampled ? "01" : "00");
  }

  /** Reads a {@code traceparent}; empty for anything else, and for ids of zeros. */
  public static Optional<TraceContext> parse(String traceparent) {
    var matcher = TRACEPARENT.matcher(traceparent);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var flags = Integer.parseInt(matcher.group(4), 16);
    var read =
        new TraceContext(
            Long.parseUnsignedLong(matcher.group(1), 16),
            Long.parseUnsignedLong(matcher.group(2), 16),
            Long.parseUnsignedLong(matcher.group(3), 16),
            (flags & 1) != 0);
    return read.isPresent() ? Optional.of(read) : Optional.empty();
  }
}
