package io.alys.system.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The rules for Java files beyond their format; each has a name, a limit and no mercy. */
final class JavaRules {
  static final String FILE_LENGTH = "file-length";
  static final String COLUMNS = "columns";
  static final String PACKAGE_INFO = "package-info";

  static final int MAX_FILE_LINES = 400;
  static final int MAX_COLUMNS = 100;

  private static final Pattern LONG_BY_NATURE = Pattern.compile("^(import|package) |https?://");
  private static final Pattern SOURCE_ROOT = Pattern.compile("^(.*?(?:main|test)/java/)(.*)/[^/]+");

  private JavaRules() {}

  static List<Finding> check(Repository repository, List<String> files) {
    var sources = new TreeMap<String, String>();
    files.forEach(file -> sources.put(file, repository.read(file)));
    return check(sources);
  }

  static List<Finding> check(SortedMap<String, String> sources) {
    var findings = new ArrayList<Finding>();
    sources.forEach((file, text) -> lines(file, text, findings));
    trees(sources, findings);
    packages(sources, findings);
    return findings;
  }

  private static void lines(String file, String text, List<Finding> findings) {
    var lines = text.lines().toList();
    if (lines.size() > MAX_FILE_LINES) {
      var message = "has " + lines.size() + " lines, at most " + MAX_FILE_LINES;
      findings.add(new Finding(FILE_LENGTH, file, lines.size(), file, message));
    }
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      int width = line.codePointCount(0, line.length());
      if (width > MAX_COLUMNS && !LONG_BY_NATURE.matcher(line).find()) {
        var message = "has " + width + " columns, at most " + MAX_COLUMNS;
        findings.add(new Finding(COLUMNS, file, i + 1, file, message));
      }
    }
  }

  private static void trees(SortedMap<String, String> sources, List<Finding> findings) {
    if (sources.isEmpty()) {
      return;
    }
    var objects = new ArrayList<Source>();
    sources.forEach((file, text) -> objects.add(new Source(file, text)));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, objects);
    var docs = DocTrees.instance(task);
    try {
      for (CompilationUnitTree unit : task.parse()) {
        var file = unit.getSourceFile().toUri().getPath().substring(1);
        new JavaTreeRules(docs, unit, file, findings).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A package has its package-info in main, or in test when it exists only there. */
  private static void packages(SortedMap<String, String> sources, List<Finding> findings) {
    var folders = new TreeSet<String>();
    for (var file : sources.keySet()) {
      var parts = SOURCE_ROOT.matcher(file);
      if (parts.matches()) {
        folders.add(parts.group(1) + parts.group(2));
      }
    }
    for (var folder : folders) {
      var own = folder + "/package-info.java";
      var main = own.replace("/test/java/", "/main/java/");
      if (!sources.containsKey(own) && !sources.containsKey(main)) {
        findings.add(new Finding(PACKAGE_INFO, folder, 1, folder, "has no package-info.java"));
      }
    }
  }

  /** A source in memory, named by its path in the repository. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("memory:///" + file), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
