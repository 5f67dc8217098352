package io.alys.node.dev;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** What a person reads: one line for each thing that happens, with the time of day. */
final class Console {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintWriter out;
  private final Clock clock;

  Console(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Something that happened to a program, or that it said. */
  void event(String program, String text) {
    line("%s  %-13s %s".formatted(LocalTime.now(clock).format(TIME), program, text));
  }

  /** A line as it is. */
  void line(String text) {
    out.println(text);
    out.flush();
  }
}
