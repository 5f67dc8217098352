package io.alys.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of reading a configuration. */
public sealed interface ConfigResult {

  /**
   * A configuration that holds.
   *
   * @param config the values
   * @param settings every setting by its full name ({@code alys.rpc.port}), with where it comes
   *     from
   */
  record Loaded(NodeConfig config, SortedMap<String, Setting> settings) implements ConfigResult {

    /** Keeps a copy of the map. */
    public Loaded {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
  }

  /**
   * A configuration that must be changed first.
   *
   * @param problems every problem found, at least one
   */
  record Refused(List<ConfigProblem> problems) implements ConfigResult {

    /** Keeps a copy of the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A setting as it was written.
   *
   * @param value its text, {@code null} as text when it is not set
   * @param origin where it comes from
   */
  record Setting(String value, String origin) {}
}
