package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node looks at the chain that it has stored before it goes on with it. */
@Timeout(180)
final class StoredChainTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The client itself refuses a token from a clock that is a minute off. */
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(45);

  private static final int MAY_HEAL = 1;
  private static final int WILL_NOT = 2;

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  void aNodeThatIsStoppedEndsWithZeroAndGoesOnWhereItWas() {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(3, LIMIT);
    var head = node.rpc().call("getheadblock");

    assertThat(node.process().terminate()).isZero();
    node.startNode();
    node.awaitAnswer();

    node.awaitHeight(Ranges.height(head) + 2, LIMIT);
    assertThat(node.rpc().call("getblockbyheight", Ranges.height(head))).isEqualTo(head);
  }

  @Test
  void aCorruptDatabaseAndASecondNodeOnItAreRefused() throws IOException {
    var node = networks.node(ExecutionKind.GETH).start();
    node.awaitHeight(2, LIMIT);

    Refusal.of(node, "rpc.port=" + FreePorts.next(), "admin.port=" + FreePorts.next())
        .says(MAY_HEAL, "another process");

    node.process().terminate();
    for (var manifest : files(node.files().node().data(), "MANIFEST-")) {
      Files.write(manifest, new byte[64]);
    }
    Refusal.of(node).says(WILL_NOT, "chain", "corrupt");
  }

  @Test
  void aClockBehindTheStoredChainIsRefused() {
    var node = networks.node(ExecutionKind.GETH);
    node.execution().start();
    node.startNodeWithClock(CLOCK_ERROR);
    node.awaitHeight(2, LIMIT);
    node.process().kill();

    Refusal.of(node).says(MAY_HEAL, "clock", "NTP");
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (var found = Files.walk(folder)) {
      var files = new ArrayList<Path>();
      found.filter(file -> file.getFileName().toString().startsWith(prefix)).forEach(files::add);
      assertThat(files).isNotEmpty();
      return files;
    }
  }
}
