package io.alys.system.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The repository keeps the house rules, and each rule catches what it is there for. */
final class TidyTest {
  private static final String MAIN = "actors/src/main/java/io/alys/actors/Probe.java";
  private static final String INFO = "actors/src/main/java/io/alys/actors/package-info.java";
  private static final String GOOD_INFO =
      "/** One sentence. */\n@NullMarked\npackage io.alys.actors;\n";

  @Test
  void repositoryIsTidy() {
    var root = System.getProperty("alys.repo.root");
    assertThat(root).as("system property alys.repo.root").isNotNull();
    var repository = new Repository(Path.of(root));

    if (Boolean.getBoolean("tidy.fix")) {
      Tidy.fix(repository);
    }

    assertThat(repository.javaFiles()).isNotEmpty();
    assertThat(Tidy.check(repository)).isEmpty();
  }

  @Test
  void refusesWhatIsNotFormatted() {
    assertThat(Formatting.check("A.java", "class A {\n  int a;\n\n\n\n  int b;}\n"))
        .extracting(Finding::line)
        .containsExactly(4L);
  }

  @Test
  void acceptsRecordPatternsAndUnnamedVariables() {
    var text =
        """
        class A {
          int f(Object o) {
            return o instanceof B(int x, _) ? x : 0;
          }

          record B(int x, int y) {}
        }
        """;

    assertThat(Formatting.check("A.java", text)).isEmpty();
  }

  @Test
  void refusesLongFilesLinesAndMethods() {
    var body = "  void f() {\n" + "    g();\n".repeat(39) + "  }\n";
    var line = "  // " + "x".repeat(96) + "\n";

    assertThat(rules(source("class Probe {\n" + body + line + "}\n" + "\n".repeat(400))))
        .containsExactlyInAnyOrder(
            JavaRules.FILE_LENGTH, JavaRules.COLUMNS, JavaTreeRules.METHOD_LENGTH);
  }

  @Test
  void refusesSixParametersExceptInRecords() {
    var six = "(int a, int b, int c, int d, int e, int f)";

    assertThat(rules(source("class Probe { void f" + six + " {} }")))
        .containsExactly(JavaTreeRules.PARAMETERS);
    assertThat(rules(source("record Probe" + six + " {\nProbe" + six + " {} }"))).isEmpty();
  }

  @Test
  void refusesEmptyNamesAlsoOfNestedTypes() {
    assertThat(rules(source("class ProbeImpl { record UserData() {} interface Useful {} }")))
        .containsExactly(JavaTreeRules.TYPE_NAME, JavaTreeRules.TYPE_NAME);
  }

  @Test
  void refusesWildcardImports() {
    assertThat(
            rules("import java.util.*;\nimport static java.lang.Math.*;\n" + source("class A {}")))
        .containsExactly(JavaTreeRules.WILDCARD_IMPORT, JavaTreeRules.WILDCARD_IMPORT);
  }

  @Test
  void refusesTopLevelTypesWithoutJavadoc() {
    assertThat(rules("class Probe { class Inner {} }")).containsExactly(JavaTreeRules.TYPE_JAVADOC);
  }

  @Test
  void refusesPackagesWithoutOneSentenceAndNullMarked() {
    assertThat(rules(sources(MAIN, source("class Probe {}"))))
        .containsExactly(JavaRules.PACKAGE_INFO);
    assertThat(rules(sources(INFO, "package io.alys.actors;\n")))
        .containsExactly(JavaRules.PACKAGE_INFO, JavaRules.PACKAGE_INFO);
    assertThat(rules(sources(INFO, GOOD_INFO.replace("sentence.", "sentence. And more."))))
        .containsExactly(JavaRules.PACKAGE_INFO);
    assertThat(rules(sources(INFO, GOOD_INFO))).isEmpty();
  }

  @Test
  void refusesPathsOfOneMachine() {
    var folder = "work";

    assertThat(TextRules.check("a.sh", "cd /" + folder + "/main\n")).hasSize(1);
    assertThat(
            TextRules.check("a.md", "the /" + folder + "/ folder, https://x.io/" + folder + "/a"))
        .isEmpty();
  }

  @Test
  void anExceptionNeedsAReasonAndAnOffender() {
    var offence = new Finding("columns", "A.java", 3, "A.java", "is wide");

    assertThat(Exceptions.parse("columns A.java a table").applyTo(List.of(offence))).isEmpty();
    assertThat(Exceptions.parse("columns B.java a table").applyTo(List.of(offence))).hasSize(2);
    assertThatThrownBy(() -> Exceptions.parse("columns A.java"))
        .hasMessageContaining("no reason is given");
  }

  private static String source(String text) {
    return "/** A probe. */\n" + text;
  }

  private static List<String> rules(String text) {
    var sources = sources(MAIN, text);
    sources.put(INFO, GOOD_INFO);
    return rules(sources);
  }

  private static List<String> rules(SortedMap<String, String> sources) {
    return JavaRules.check(sources).stream().map(Finding::rule).toList();
  }

  private static SortedMap<String, String> sources(String file, String text) {
    var sources = new TreeMap<String, String>();
    sources.put(file, text);
    return sources;
  }
}
