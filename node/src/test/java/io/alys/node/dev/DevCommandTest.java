package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command refuses before it starts anything, and what its help teaches. */
final class DevCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--validators=2,1 is possible; more come with the network between nodes",
    "--validators=0,1 is possible",
    "--full-nodes=1,0 is possible",
    "--slot=2,write a number with ms",
    "--execution=reth,it is geth or ethereumjs",
    "--max-hash-rate=fast,write 500",
    "--port-base=many,--port-base",
    "--nominer,--nominer",
  })
  void aWrongOptionIsNamed(String option, String words) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void helpNamesFilesPortsAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("endpoints.json", "+2 EVM RPC", "Exit codes", "--no-restart");
  }

  private int run(String... args) {
    return new CommandLine(new DevCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
