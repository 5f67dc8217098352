package io.alys.system.tidy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the whole repository, and mends the format when asked to.
 *
 * <p>{@code docker/dev/format} runs it from source, without a build.
 */
public final class Tidy {
  private Tidy() {}

  /** Arguments: the root of the repository, and {@code --fix} or {@code --check} (default). */
  public static void main(String[] args) {
    var arguments = List.of(args);
    var root =
        arguments.stream().filter(a -> !a.startsWith("--")).findFirst().map(Path::of).orElseThrow();
    var repository = new Repository(root);
    if (arguments.contains("--fix")) {
      fix(repository);
    }
    var findings = check(repository);
    findings.forEach(System.err::println);
    if (!findings.isEmpty()) {
      System.err.println(findings.size() + " findings");
      System.exit(1);
    }
  }

  static void fix(Repository repository) {
    Formatting.fix(repository, repository.javaFiles());
  }

  static List<Finding> check(Repository repository) {
    var files = repository.javaFiles();
    var findings = new ArrayList<Finding>();
    findings.addAll(Formatting.check(repository, files));
    findings.addAll(JavaRules.check(repository, files));
    findings.addAll(TextRules.check(repository));
    return Exceptions.parse(repository.read(Exceptions.LIST)).applyTo(findings).stream()
        .sorted(Comparator.comparing(Finding::file).thenComparingLong(Finding::line))
        .toList();
  }
}
