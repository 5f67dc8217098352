package io.alys.node.dev;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which lines of a program's log a person cares about, and how they read without the log's form.
 */
final class EventLines {

  private static final Pattern LOG_LINE =
      Pattern.compile("\\S+Z (TRACE|DEBUG|INFO|WARN|ERROR) +(\\S+) (.*)");
  private static final String EVENTS = "EventLog";
  private static final Pattern MINER = Pattern.compile("(accepted|refused|waiting|working) .*");

  private EventLines() {}

  /** A node's events, and its warnings. */
  static Function<String, Optional<String>> ofNode() {
    return EventLines::node;
  }

  /** A miner's ranges, and what it waits for. */
  static Function<String, Optional<String>> ofMiner() {
    return line -> Optional.of(line).filter(it -> MINER.matcher(it).matches());
  }

  /** Of other programs their deaths are enough. */
  static Function<String, Optional<String>> none() {
    return line -> Optional.empty();
  }

  private static Optional<String> node(String line) {
    var parts = LOG_LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var level = parts.group(1);
    var text = parts.group(3);
    if (parts.group(2).endsWith(EVENTS)) {
      return level.equals("DEBUG") ? Optional.empty() : Optional.of(text);
    }
    return level.equals("WARN") || level.equals("ERROR")
        ? Optional.of(level + " " + text)
        : Optional.empty();
  }
}
