package io.alys.integration.spec;

import io.alys.messages.types.Hash32;
import io.alys.workflows.spec.ChainSpec;
import java.util.List;

/** What became of reading a chain spec. */
public sealed interface SpecFileResult {

  /**
   * A spec that can be used.
   *
   * @param spec its values
   * @param identity what peers compare
   * @param local what the file says of one node alone
   * @param warnings what an operator should know
   */
  record Accepted(ChainSpec spec, Hash32 identity, LocalFields local, List<String> warnings)
      implements SpecFileResult {

    /** Keeps a copy of the list. */
    public Accepted {
      warnings = List.copyOf(warnings);
    }
  }

  /** A spec that must be changed first; every problem found, at least one. */
  record Refused(List<SpecFileProblem> problems) implements SpecFileResult {

    /** Keeps a copy of the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
