package io.alys.node.dev;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which lines of a program's log a person cares about, and how they read without what only a
 * machine wants. A line whose form has changed is shown as it is.
 */
final class EventLines {

  /** Ends in the ids of the conversation and the block, if there are any. */
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "\\S+Z (TRACE|DEBUG|INFO|WARN|ERROR) +(\\S+) (.*?)( \\[[0-9a-f]*( [0-9a-f]{10})?])?");

  private static final String EVENTS = "EventLog";

  /** Every proof ends in a range that is final, or in a refusal to its miner. */
  private static final Pattern UNIMPORTANT = Pattern.compile("proof for .*");

  private static final Pattern FINAL =
      Pattern.compile(
          "final (\\d+):\\w+ to (\\d+):\\w+, work in block (\\d+):\\w+, miner (\\w{8}).*");
  private static final Pattern MINER = Pattern.compile("(accepted|refused|waiting|working) +(.*)");
  private static final Pattern ACCEPTED =
      Pattern.compile("blocks (\\d+)\\.\\.(\\d+) .*bits (\\w+)  tries (\\d+) .*");

  private EventLines() {}

  /** A node's events, and its warnings. */
  static Function<String, Optional<String>> ofNode() {
    return EventLines::node;
  }

  /** A miner's ranges, and what it waits for. */
  static Function<String, Optional<String>> ofMiner() {
    return EventLines::miner;
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
      boolean shown = !level.equals("DEBUG") && !UNIMPORTANT.matcher(text).matches();
      return shown ? Optional.of(event(text)) : Optional.empty();
    }
    return level.equals("WARN") || level.equals("ERROR")
        ? Optional.of(level + " " + text)
        : Optional.empty();
  }

  private static String event(String text) {
    return FINAL.matcher(text).replaceAll("final: blocks $1 to $2, by work in block $3, miner $4…");
  }

  private static Optional<String> miner(String line) {
    var parts = MINER.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var text = ACCEPTED.matcher(parts.group(2)).replaceAll("blocks $1 to $2, bits $3, $4 hashes");
    return Optional.of(parts.group(1) + " " + text);
  }
}
