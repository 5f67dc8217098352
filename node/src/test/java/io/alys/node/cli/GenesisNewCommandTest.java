package io.alys.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands that make files, as somebody types them. */
final class GenesisNewCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void itFoundsANetworkAndSaysWhatIsWhere() throws IOException {
    var target = folder.resolve("network");

    int code =
        genesis(
            "new",
            "--validators=1",
            "--out=" + target,
            "--slot=1500ms",
            "--fund=0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266=2.5coins",
            "--fund=0x70997970c51812dc3a010c7d01b50e0d17dc79c8=7");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(Files.readString(target.resolve("chain.json"))).contains("\"slotDuration\": 1500");
    assertThat(Files.readString(target.resolve("execution-genesis.json")))
        .contains("\"balance\": \"0x22b1c8c1227a0000\"", "\"balance\": \"0x7\"");
    assertThat(out.toString())
        .contains("A network of 1", "validator 0", "n = 1: below 4 authorities")
        .doesNotContain(Files.readString(target.resolve("node-0/jwt.hex")));
  }

  @Test
  void aFolderInUseIsRefused() throws IOException {
    Files.writeString(folder.resolve("x"), "x");

    int code = genesis("new", "--validators=1", "--out=" + folder);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("is in use: name an empty folder");
  }

  @ParameterizedTest
  @CsvSource({
    "--slot=2,write a number with ms",
    "--fund=0x12=1,40 hex digits",
    "--fund=0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266=1.5,whole number of wei",
    "--validators=twelve,--validators",
  })
  void aWrongValueIsNamed(String option, String words) {
    int code = genesis("new", "--validators=1", "--out=" + folder.resolve("new"), option);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(words);
  }

  @Test
  void genesisAloneNamesWhatItCanDo() {
    assertThat(genesis()).isEqualTo(2);
    assertThat(err.toString()).contains("alys genesis new");
  }

  @Test
  void keysAreMadeWithANewPassword() throws IOException {
    var password = folder.resolve("password.txt");

    int code =
        keys(
            "new",
            "--out=" + folder.resolve("keys"),
            "--password-file=" + password,
            "--data-dir=" + folder.resolve("data"));

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("keystore ", "public key ", "proof of possession ")
        .doesNotContain(Files.readString(password).strip());
    assertThat(folder.resolve("keys")).isNotEmptyDirectory();
  }

  @Test
  void aPasswordThatOthersCanReadIsRefused() throws IOException {
    var password = Files.writeString(folder.resolve("password.txt"), "secret\n");

    int code =
        keys(
            "new",
            "--out=" + folder.resolve("keys"),
            "--password-file=" + password,
            "--data-dir=" + folder.resolve("data"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("chmod 600").doesNotContain("secret");
  }

  @Test
  void tooManyKeysAreRefused() {
    int code = keys("new", "--out=k", "--password-file=p", "--data-dir=d", "--count=0");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("choose 1 to 100");
  }

  private int genesis(String... args) {
    return run(new CommandLine(new GenesisCommand()), args);
  }

  private int keys(String... args) {
    return run(new CommandLine(new KeysCommand()), args);
  }

  private int run(CommandLine commandLine, String... args) {
    return commandLine
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
