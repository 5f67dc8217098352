package io.alys.system.tidy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The places that may break a rule, each by name and with the reason. */
final class Exceptions {
  /** Where the list is kept, from the root of the repository. */
  static final String LIST = "src/test/resources/tidy/exceptions.txt";

  private final Set<Entry> entries;

  private Exceptions(Set<Entry> entries) {
    this.entries = entries;
  }

  /** Reads lines of {@code rule subject reason…}; a line without a reason is refused. */
  static Exceptions parse(String text) {
    var entries = new LinkedHashSet<Entry>();
    for (var line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var words = line.split("\\s+", 3);
      if (words.length < 3) {
        throw new IllegalArgumentException(LIST + ": no reason is given in: " + line);
      }
      entries.add(new Entry(words[0], words[1]));
    }
    return new Exceptions(entries);
  }

  /** What is left of the findings, and one finding for each entry that excuses nothing. */
  List<Finding> applyTo(List<Finding> findings) {
    var unused = new LinkedHashSet<>(entries);
    var left = new ArrayList<Finding>();
    for (var finding : findings) {
      var entry = new Entry(finding.rule(), finding.subject());
      unused.remove(entry);
      if (!entries.contains(entry)) {
        left.add(finding);
      }
    }
    for (var entry : unused) {
      var message = "excuses nothing any more: " + entry.rule + " " + entry.subject;
      left.add(new Finding("exceptions", LIST, 1, entry.subject, message));
    }
    return left;
  }

  private record Entry(String rule, String subject) {}
}
