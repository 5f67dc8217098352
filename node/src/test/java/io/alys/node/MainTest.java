package io.alys.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.node.cli.StopRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The command line as somebody meets it first. */
final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesTheProgram() {
    int code = run("--version");

    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("alys ");
  }

  @Test
  void helpSaysWhatTheProgramIs() {
    int code = run("--help");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("Bitcoin sidechain");
  }

  @Test
  void anUnknownOptionIsRefusedWithExitCodeTwo() {
    int code = run("--no-such-option");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--no-such-option");
  }

  private int run(String... args) {
    return Main.commandLine(new StopRequest())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
