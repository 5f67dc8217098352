package io.alys.system.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that need the syntax tree: sizes of methods, names of types, imports, javadoc. */
final class JavaTreeRules extends TreePathScanner<@Nullable Void, @Nullable Void> {
  static final String METHOD_LENGTH = "method-length";
  static final String PARAMETERS = "parameters";
  static final String TYPE_NAME = "type-name";
  static final String TYPE_JAVADOC = "type-javadoc";
  static final String WILDCARD_IMPORT = "wildcard-import";

  static final int MAX_METHOD_LINES = 40;
  static final int MAX_PARAMETERS = 5;

  /** Names that say nothing of what the type is. */
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Impl|Manager|Helper|Utils?|Data|Info)");

  /** From the first word to one full stop. */
  private static final Pattern ONE_SENTENCE = Pattern.compile("[^.]+(\\.\\w[^.]*)*\\.");

  private final DocTrees trees;
  private final CompilationUnitTree unit;
  private final String file;
  private final List<Finding> findings;

  JavaTreeRules(DocTrees trees, CompilationUnitTree unit, String file, List<Finding> findings) {
    this.trees = trees;
    this.unit = unit;
    this.file = file;
    this.findings = findings;
  }

  @Override
  public @Nullable Void visitPackage(PackageTree node, @Nullable Void unused) {
    if (file.endsWith("/package-info.java")) {
      packageInfo(node);
    }
    return super.visitPackage(node, null);
  }

  @Override
  public @Nullable Void visitImport(ImportTree node, @Nullable Void unused) {
    if (node.getQualifiedIdentifier().toString().endsWith(".*")) {
      report(WILDCARD_IMPORT, node, file, "imports everything of a package or type");
    }
    return super.visitImport(node, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
    var name = node.getSimpleName().toString();
    if (EMPTY_NAME.matcher(name).matches()) {
      report(TYPE_NAME, node, name, "has a name that does not say what it is: " + name);
    }
    boolean topLevel = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
    if (topLevel && file.contains("/main/java/") && doc().isEmpty()) {
      report(TYPE_JAVADOC, node, name, name + " has no javadoc");
    }
    return super.visitClass(node, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void unused) {
    var subject = enclosingType().getSimpleName() + "." + node.getName();
    if (node.getBody() != null) {
      long lines = line(end(node.getBody())) - line(start(node.getBody())) + 1;
      if (lines > MAX_METHOD_LINES) {
        var message = subject + " has " + lines + " lines, at most " + MAX_METHOD_LINES;
        report(METHOD_LENGTH, node, subject, message);
      }
    }
    int parameters = node.getParameters().size();
    boolean ofRecord =
        node.getName().contentEquals("<init>") && enclosingType().getKind() == Tree.Kind.RECORD;
    if (parameters > MAX_PARAMETERS && !ofRecord) {
      var message = subject + " has " + parameters + " parameters, at most " + MAX_PARAMETERS;
      report(PARAMETERS, node, subject, message);
    }
    return super.visitMethod(node, null);
  }

  private void packageInfo(PackageTree node) {
    var text = doc();
    if (!ONE_SENTENCE.matcher(text).matches()) {
      report(JavaRules.PACKAGE_INFO, node, file, "needs exactly one sentence, has: " + text);
    }
    boolean nullMarked =
        node.getAnnotations().stream()
            .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked"));
    if (!nullMarked) {
      report(JavaRules.PACKAGE_INFO, node, file, "is not @NullMarked");
    }
  }

  private String doc() {
    var comment = trees.getDocComment(getCurrentPath());
    return comment == null ? "" : comment.strip().replaceAll("\\s+", " ");
  }

  private ClassTree enclosingType() {
    return (ClassTree) getCurrentPath().getParentPath().getLeaf();
  }

  private void report(String rule, Tree at, String subject, String message) {
    findings.add(new Finding(rule, file, line(start(at)), subject, message));
  }

  private long line(long position) {
    return position < 0 ? 1 : unit.getLineMap().getLineNumber(position);
  }

  private long start(Tree tree) {
    return trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private long end(Tree tree) {
    return trees.getSourcePositions().getEndPosition(unit, tree);
  }
}
