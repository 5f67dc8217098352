package io.alys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a validator signs with: a keystore or a remote signer. */
final class ValidatorReaderTest {

  private static final String KEY = "0x" + "ab".repeat(48);
  private static final String REMOTE =
      "alys.signer { endpoints = \"https://a:9000, https://b:9000/x\", public-key = \""
          + KEY
          + "\", certificate = c.pem, private-key = c.key, trusted = t.pem, watch-slots = 2 }";

  @TempDir private Path folder;

  @Test
  void aRemoteSignerIsRead() throws IOException {
    assertThat(((ConfigResult.Loaded) load(REMOTE)).config().validator())
        .isEqualTo(
            new ValidatorConfig(
                new ValidatorConfig.Remote(
                    List.of(URI.create("https://a:9000"), URI.create("https://b:9000/x")),
                    KEY,
                    new ValidatorConfig.Tls(
                        folder.resolve("c.pem"), folder.resolve("c.key"), folder.resolve("t.pem")),
                    Duration.ofMillis(500)),
                2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watch-slots = 2 }     | watch-slots = -1 }    | alys.signer.watch-slots is -1: choose 0",
        "watch-slots = 2 }     | timeout = 1ms }       | alys.signer.timeout is 1ms: choose 10ms",
        "0xab                  | 0x                    | alys.signer.public-key is no BLS key",
        "https://a             | ftp://a               | alys.signer.endpoints is ftp://a:9000",
        "https://a             | http://a              | sends roots in the clear to a: write"
            + " https",
        "https://a             | https://x:y@a         | contains a user or a password",
        "trusted = t.pem,      | ''                    | alys.signer.trusted is not set,"
            + " signer.certificate is",
      })
  void whatIsWrongIsNamed(String good, String bad, String words) throws IOException {
    assertThat(problems(REMOTE.replace(good, bad))).contains(words);
  }

  @Test
  void withoutCertificatesOnlyThisMachineIsAsked() throws IOException {
    var bare = "alys.signer { public-key = \"" + KEY + "\", endpoints = \"%s\" }";

    assertThat(problems(bare.formatted("https://a")))
        .contains("needs a client certificate for a: set signer.certificate");
    assertThat(load(bare.formatted("http://127.0.0.1:9000")))
        .isInstanceOf(ConfigResult.Loaded.class);
  }

  @Test
  void aKeystoreAndARemoteSignerAreOneTooMany() throws IOException {
    var both = REMOTE + "\nalys.validator { keystore = k, password-file = p }";

    assertThat(problems(both))
        .contains(
            "alys.signer.endpoints is set, validator.keystore is, too: keep the one that the key"
                + " is in, and leave the other out.");
  }

  @Test
  void settingsOfASignerThatIsNotThereAreNamed() throws IOException {
    assertThat(problems("alys.signer.trusted = t.pem"))
        .contains("alys.signer.trusted is set without signer.endpoints: leave it out.");
  }

  private String problems(String text) throws IOException {
    return ((ConfigResult.Refused) load(text))
        .problems().stream().map(ConfigProblem::line).collect(Collectors.joining("\n"));
  }

  private ConfigResult load(String text) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("alys.conf"),
            "alys { chain-spec = chain.json, execution.jwt-secret = jwt.hex }\n" + text + "\n");
    return ConfigLoader.load(new ConfigSources(file, Map.of(), Map.of(), folder));
  }
}
