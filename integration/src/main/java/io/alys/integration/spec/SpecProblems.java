package io.alys.integration.spec;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
final class SpecProblems {

  private final String file;
  private final List<SpecFileProblem> found = new ArrayList<>();

  SpecProblems(String file) {
    this.file = file;
  }

  void add(String field, String text) {
    found.add(new SpecFileProblem(file, field, text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  SpecFileResult.Refused refused() {
    return new SpecFileResult.Refused(found);
  }
}
