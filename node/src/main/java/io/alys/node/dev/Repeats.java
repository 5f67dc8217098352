package io.alys.node.dev;

import java.util.Optional;
import java.util.regex.Pattern;

/** Shortens what a program says again and again, slot after slot. */
final class Repeats {

  private static final int SHOWN_AT_FIRST = 2;
  private static final int SHOWN_EACH = 30;
  private static final Pattern SLOT = Pattern.compile("slot \\d+");

  private String last = "";
  private int count;

  /** The line, with how often it came when some of it were not shown; empty when not shown. */
  Optional<String> of(String line) {
    var same = SLOT.matcher(line).replaceAll("slot");
    count = same.equals(last) ? count + 1 : 1;
    last = same;
    if (count <= SHOWN_AT_FIRST) {
      return Optional.of(line);
    }
    return count % SHOWN_EACH == 0
        ? Optional.of(line + " (" + count + " times in a row)")
        : Optional.empty();
  }
}
