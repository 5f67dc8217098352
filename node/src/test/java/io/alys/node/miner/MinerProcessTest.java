package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.CompactBits;
import io.alys.node.rpc.RpcFixture;
import io.alys.node.rpc.RpcSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The miner as a process of its own: what a signal does, and that its output is complete. */
@Timeout(60)
final class MinerProcessTest {
  private static final CompactBits NEVER = new CompactBits(0x1900ffff);

  @Test
  void aSignalEndsItInOrderWithZero() throws Exception {
    try (var server = new RpcFixture(RpcSettings.DEFAULT.withPort(0), NEVER)) {
      var miner = start(server.url());
      try (var out = miner.inputReader()) {
        var first = out.readLine();

        // Not Process.destroy, which closes our end of the output as well.
        miner.toHandle().destroy();

        assertThat(first).startsWith("mining    for 0x");
        assertThat(rest(out)).last().asString().startsWith("ended     accepted 0");
        assertThat(miner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(miner.exitValue()).isZero();
      } finally {
        miner.destroyForcibly();
      }
    }
  }

  private static Process start(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.alys.node.Main",
            "miner",
            "--url",
            url,
            "--address",
            "0x" + "22".repeat(20))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> rest(BufferedReader out) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    return lines;
  }
}
