package io.alys.system.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for every text file, whatever its language. */
final class TextRules {
  static final String MACHINE_PATH = "machine-path";

  /** A home or work folder of one machine; a longer path that only contains such a name is fine. */
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.}$~-])/(work|root|Users|home)/\\w");

  private static final int LARGEST = 4 << 20;

  private TextRules() {}

  static List<Finding> check(Repository repository) {
    return repository.files().parallelStream()
        .flatMap(file -> check(file, text(repository, file)).stream())
        .toList();
  }

  static List<Finding> check(String file, String text) {
    var findings = new ArrayList<Finding>();
    var lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var found = MACHINE.matcher(lines[i]);
      if (found.find()) {
        var message = "names a folder of one machine: " + found.group();
        findings.add(new Finding(MACHINE_PATH, file, i + 1, file, message));
      }
    }
    return findings;
  }

  /** The text of a file; empty when it is binary or a large data file. */
  private static String text(Repository repository, String file) {
    try {
      var path = repository.path(file);
      if (Files.size(path) > LARGEST) {
        return "";
      }
      var text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
      return text.indexOf('\0') >= 0 ? "" : text;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
