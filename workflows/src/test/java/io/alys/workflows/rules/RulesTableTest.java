package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps {@code docs/rules.md} true: its functions and tests exist, and no rule is missing. */
class RulesTableTest {

  private static final List<String> RULES =
      Stream.of(
              rules(1, 4),
              rules(2, 13),
              rules(3, 4),
              rules(4, 3),
              rules(5, 6),
              rules(7, 5),
              Stream.of("10"))
          .flatMap(s -> s)
          .toList();

  private static final Pattern MEMBER = Pattern.compile("`(\\w+)#(\\w+)`");

  private final Path root = repository();
  private final List<Row> rows = readRows();
  private final Map<String, List<Path>> sources = sources();

  private record Row(String rule, String says, String function, String test) {

    boolean isLater() {
      return function.startsWith("later: ");
    }
  }

  @TestFactory
  Stream<DynamicTest> everyRowNamesAFunctionAndATestThatExist() {
    return rows.stream().map(row -> dynamicTest(row.rule() + " " + row.says(), () -> check(row)));
  }

  private void check(Row row) {
    assertThat(RULES).contains(row.rule());
    if (row.isLater()) {
      assertThat(row.test()).isEqualTo("–");
    } else {
      assertExists(row.function(), "/src/main/");
      assertExists(row.test(), "/src/test/");
    }
  }

  @Test
  void everyRuleHasARow() {
    var named = rows.stream().map(Row::rule).collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).containsExactlyInAnyOrderElementsOf(RULES);
  }

  @Test
  void everyRefusalCitesARuleOfTheTable() {
    assertThat(BlockRefusal.Code.values()).extracting(BlockRefusal.Code::rule).isSubsetOf(RULES);
    assertThat(HoldReason.values()).extracting(HoldReason::rule).isSubsetOf(RULES);
    assertThat(BlockRefusal.Code.WRONG_PREV_RANDAO.id()).isEqualTo("wrong-prev-randao");
    assertThat(HoldReason.ANCESTRY_MISSING.id()).isEqualTo("ancestry-missing");
  }

  private void assertExists(String cell, String folder) {
    var member = MEMBER.matcher(cell);
    assertThat(member.matches()).as("one `Class#method` in: " + cell).isTrue();
    var method = Pattern.compile("\\b" + member.group(2) + "\\(");
    var files = sources.getOrDefault(member.group(1), List.of());
    assertThat(files).as("source of " + cell).anyMatch(file -> file.toString().contains(folder));
    assertThat(files).as("method of " + cell).anyMatch(file -> contains(file, method));
  }

  private static boolean contains(Path file, Pattern method) {
    return method.matcher(read(file)).find();
  }

  private List<Row> readRows() {
    return read(root.resolve("docs/rules.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| rule "))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
        .toList();
  }

  private Map<String, List<Path>> sources() {
    try (var modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(RulesTableTest::javaFiles)
          .collect(Collectors.groupingBy(file -> nameOf(file).replace(".java", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> nameOf(file).endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path repository() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/rules.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "docs/rules.md not found");
    }
    return folder;
  }

  private static Stream<String> rules(int section, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> section + "." + i);
  }
}
