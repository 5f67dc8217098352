package io.alys.system.tidy;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.util.List;

/** The format of Java files: exactly what google-java-format writes, unused imports removed. */
final class Formatting {
  static final String FORMAT = "format";

  private Formatting() {}

  static List<Finding> check(Repository repository, List<String> files) {
    return files.parallelStream()
        .flatMap(file -> check(file, repository.read(file)).stream())
        .toList();
  }

  static List<Finding> check(String file, String text) {
    try {
      var wanted = formatted(text);
      if (wanted.equals(text)) {
        return List.of();
      }
      var message = "is not formatted (docker/dev/format mends it)";
      return List.of(new Finding(FORMAT, file, firstDifference(text, wanted), file, message));
    } catch (FormatterException e) {
      return List.of(new Finding(FORMAT, file, 1, file, String.valueOf(e.getMessage())));
    }
  }

  /** Rewrites what is not formatted; files that do not parse stay as they are. */
  static void fix(Repository repository, List<String> files) {
    files.parallelStream().forEach(file -> fix(repository, file));
  }

  private static void fix(Repository repository, String file) {
    try {
      var text = repository.read(file);
      var wanted = formatted(text);
      if (!wanted.equals(text)) {
        repository.write(file, wanted);
        System.out.println("formatted " + file);
      }
    } catch (FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
    }
  }

  private static String formatted(String text) throws FormatterException {
    return new Formatter().formatSourceAndFixImports(text);
  }

  private static long firstDifference(String text, String wanted) {
    int i = 0;
    while (i < text.length() && i < wanted.length() && text.charAt(i) == wanted.charAt(i)) {
      i++;
    }
    return 1 + text.substring(0, i).chars().filter(c -> c == '\n').count();
  }
}
