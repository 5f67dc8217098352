package io.alys.node.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/admin.md} lists every error with its status, and every path. */
final class AdminErrorTest {

  @ParameterizedTest
  @EnumSource
  void everyErrorIsInTheTable(AdminError error) throws IOException {
    assertThat(document()).contains("| `" + error.id() + "` | " + error.status());
  }

  @Test
  void everyPathIsInTheTable(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
    try (var admin = new AdminFixture(folder)) {
      var paths =
          admin.get("/").body().lines().filter(line -> line.matches("(GET|POST) .*")).toList();
      var text = document();

      assertThat(paths)
          .hasSize(11)
          .allSatisfy(
              line -> assertThat(text).contains(line.replaceAll(" +", " ").split(" \\(")[0]));
    }
  }

  private static String document() throws IOException {
    var root = System.getProperty("alys.repo.root");
    assumeTrue(root != null, "system property alys.repo.root is not set");
    return Files.readString(Path.of(Objects.requireNonNull(root)).resolve("docs/admin.md"));
  }
}
