package io.alys.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** reference.conf documents every setting, and every setting of it is read. */
final class ReferenceTest {

  @Test
  void everySettingHasAComment() {
    var silent = new ArrayList<String>();

    collectSilent("", ConfigFactory.parseResources("reference.conf").root(), silent);

    assertThat(silent).containsExactly("");
  }

  @Test
  void everySettingIsRead() {
    var known =
        Settings.flatten(ConfigFactory.parseResources("reference.conf").withOnlyPath("alys"));
    var problems = problems(Map.of());

    // No setting can have this value, so whoever reads one has another problem.
    assertThat(known.keySet())
        .allSatisfy(path -> assertThat(problems(Map.of(path, "\0"))).isNotEqualTo(problems));
  }

  private static List<ConfigProblem> problems(Map<String, String> overrides) {
    var sources = new ConfigSources(null, Map.of(), overrides, Path.of("/start"));
    return ((ConfigResult.Refused) ConfigLoader.load(sources)).problems();
  }

  private static void collectSilent(String path, ConfigValue value, List<String> silent) {
    if (value.origin().comments().isEmpty()) {
      silent.add(path);
    }
    if (value instanceof ConfigObject section) {
      section.forEach((key, below) -> collectSilent(path + "." + key, below, silent));
    }
  }
}
