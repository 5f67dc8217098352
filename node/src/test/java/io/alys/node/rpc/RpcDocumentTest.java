package io.alys.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.alys.node.http.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code docs/rpc.md} says what the server does: every reason's codes, every method. */
final class RpcDocumentTest {

  @Test
  void theTableOfErrorsIsTheServersOwn() throws IOException {
    var rows =
        Arrays.stream(RpcReason.values())
            .map(
                reason ->
                    "| %s | %s | %s |"
                        .formatted(
                            OpenRpcDocument.words(reason),
                            told(Dialect.POOL, reason),
                            told(Dialect.V1, reason)))
            .toList();

    assertThat(document().lines().filter(line -> line.contains(", HTTP "))).isEqualTo(rows);
  }

  @Test
  void everyMethodIsListed() throws IOException {
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL))) {
      var help = server.post(MalformedRequests.call("help", "[]")).result();
      var usages = ((JsonValue.Text) Objects.requireNonNull(help)).value().lines().toList();
      var text = document();

      assertThat(usages).allSatisfy(usage -> assertThat(text).contains("| `" + usage + "` |"));
    }
  }

  private static String told(Dialect dialect, RpcReason reason) {
    var entry = RpcErrors.of(dialect, reason);
    return "\u2212" + -entry.code() + ", HTTP " + entry.httpStatus();
  }

  private static String document() throws IOException {
    var root = System.getProperty("alys.repo.root");
    assumeTrue(root != null, "system property alys.repo.root is not set");
    return Files.readString(Path.of(Objects.requireNonNull(root)).resolve("docs/rpc.md"));
  }
}
