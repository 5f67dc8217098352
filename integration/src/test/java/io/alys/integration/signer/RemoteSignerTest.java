package io.alys.integration.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.integration.bls.JblstScheme;
import io.alys.integration.signer.RemoteSignerFailure.Fault;
import io.alys.integration.testing.SignerServer;
import io.alys.integration.testing.SignerServer.Answer;
import io.alys.integration.testing.TestCertificates;
import io.alys.workflows.ports.BlockSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The remote signer against a real HTTPS server that wants a client certificate. */
final class RemoteSignerTest extends BlockSignerContract {

  private static final BlsSecretKey KEY = BlsSecretKey.generate(new SecureRandom());
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir private static Path files;

  @SuppressWarnings("NullAway.Init")
  private static TestCertificates server;

  @SuppressWarnings("NullAway.Init")
  private static TestCertificates client;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() {
    server = create("server");
    client = create("client");
    server.writeCertificate(files.resolve("trusted.pem"));
    client.writeCertificate(files.resolve("client.pem"));
    client.writePrivateKey(files.resolve("client.key"));
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  @Override
  BlockSigner signer() {
    return signer(PATIENCE, start().address());
  }

  @Test
  void aSignerThatIsUpAndHoldsTheKeyPassesTheCheck() {
    assertThat(signer(PATIENCE, start().address()).check()).isEmpty();
  }

  @Test
  void whatIsWrongWithEachEndpointIsNamed() {
    var other = opened(SignerServer.start(BlsSecretKey.generate(new SecureRandom()), tls()));
    var gone = start();
    gone.close();

    var problems = signer(PATIENCE, start().address(), other.address(), gone.address()).check();

    assertThat(problems)
        .extracting(RemoteSignerFailure::fault)
        .containsExactly(Fault.UNKNOWN_KEY, Fault.UNREACHABLE);
    assertThat(problems.getFirst()).hasMessageContaining(KEY.publicKey().prefixedHex());
  }

  @Test
  void theNextEndpointSignsAndIsAskedFirstFromThenOn() {
    var bad = start();
    var good = start();
    bad.answering(root -> new Answer(500, ""));
    var signer = signer(PATIENCE, bad.address(), good.address());

    signer.sign(root(1)).toCompletableFuture().join();
    signer.sign(root(2)).toCompletableFuture().join();

    assertThat(bad.asked()).containsExactly(root(1));
    assertThat(good.asked()).containsExactly(root(1), root(2));
  }

  @Test
  void anEndpointThatStaysSilentIsGivenUp() {
    var silent = start();
    silent.fallSilent();

    assertThat(failure(signer(SHORT, silent.address())).fault()).isEqualTo(Fault.TIMED_OUT);
    assertThat(silent.asked()).containsExactly(root(1));
  }

  @Test
  void aSignatureOfAnotherRootOrKeyIsNeverHandedOut() {
    var lying = start();
    lying.answering(root -> new Answer(200, lying.signature(root(2))));

    var failure = failure(signer(PATIENCE, lying.address()));

    assertThat(failure.fault()).isEqualTo(Fault.BAD_SIGNATURE);
    assertThat(failure).hasMessageContaining("not this key's over this root");
  }

  @Test
  void aRefusalIsFinalAndNobodyElseIsAsked() {
    var refusing = start();
    var other = start();
    refusing.answering(root -> new Answer(412, "slashable"));

    var failure = failure(signer(PATIENCE, refusing.address(), other.address()));

    assertThat(failure.fault()).isEqualTo(Fault.REFUSED);
    assertThat(other.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "404,'',UNKNOWN_KEY",
    "500,oops,BAD_ANSWER",
    "302,'',BAD_ANSWER",
    "200,'',BAD_ANSWER",
    "200,0x1234,BAD_ANSWER",
    "200,{broken,BAD_ANSWER",
    "200,'{\"signature\":7}',BAD_ANSWER",
  })
  void badAnswersAreNamed(int status, String body, Fault fault) {
    var bad = start();
    bad.answering(root -> new Answer(status, body));

    assertThat(failure(signer(PATIENCE, bad.address())).fault()).isEqualTo(fault);
  }

  @Test
  void aBodyWithoutEndIsCutOff() {
    var bad = start();
    bad.answering(root -> new Answer(200, "0".repeat(1 << 20)));

    assertThat(failure(signer(PATIENCE, bad.address())).fault()).isEqualTo(Fault.UNREACHABLE);
  }

  @Test
  void aPlainTextSignatureIsTaken() {
    var plain = start();
    plain.answering(root -> new Answer(200, plain.signature(root) + "\n"));

    assertThat(signer(PATIENCE, plain.address()).sign(root(1)).toCompletableFuture().join())
        .isEqualTo(KEY.sign(root(1)));
  }

  @Test
  void withoutTheRightCertificatesNothingIsAsked() {
    var wanted = start();
    var stranger = create("stranger");
    stranger.writeCertificate(files.resolve("stranger.pem"));
    stranger.writePrivateKey(files.resolve("stranger.key"));

    var refusedByServer = tls("stranger.pem", "stranger.key", "trusted.pem");
    var refusedByUs = tls("client.pem", "client.key", "stranger.pem");

    assertThat(failure(signer(refusedByServer, PATIENCE, wanted.address())).fault())
        .isEqualTo(Fault.UNREACHABLE);
    assertThat(failure(signer(refusedByUs, PATIENCE, wanted.address())).fault())
        .isEqualTo(Fault.UNREACHABLE);
    assertThat(wanted.asked()).isEmpty();
  }

  @Test
  void damagedTlsFilesAreNamed() throws IOException {
    Files.writeString(files.resolve("damaged.pem"), "no PEM");
    var address = URI.create("https://127.0.0.1:1");

    for (var tls :
        List.of(
            tls("damaged.pem", "client.key", "trusted.pem"),
            tls("client.pem", "damaged.pem", "trusted.pem"),
            tls("client.pem", "client.key", "damaged.pem"))) {
      assertThatThrownBy(() -> signer(tls, PATIENCE, address))
          .isInstanceOf(RemoteSignerFailure.class)
          .hasMessageContaining("damaged.pem");
    }
    assertThatThrownBy(() -> signer(tls("none.pem", "client.key", "x"), PATIENCE, address))
        .hasMessageContaining("none.pem can't be read");
  }

  @Test
  void plainHttpIsForThisMachineAlone() {
    assertThatThrownBy(() -> signer(PATIENCE, URI.create("http://10.0.0.1:9000")))
        .isInstanceOf(IllegalArgumentException.class);
    var near = opened(SignerServer.start(KEY, null));
    assertThat(signer(PATIENCE, near.address()).check()).isEmpty();
  }

  private SignerServer start() {
    return opened(SignerServer.start(KEY, tls()));
  }

  private static SSLContext tls() {
    return server.trusting(client);
  }

  private RemoteSigner signer(Duration timeout, URI... endpoints) {
    return signer(tls("client.pem", "client.key", "trusted.pem"), timeout, endpoints);
  }

  private RemoteSigner signer(RemoteSignerSettings.Tls tls, Duration timeout, URI... endpoints) {
    var settings = new RemoteSignerSettings(List.of(endpoints), KEY.publicKey(), tls, timeout);
    return opened(new RemoteSigner(settings, new JblstScheme()));
  }

  private static RemoteSignerSettings.Tls tls(String certificate, String key, String trusted) {
    return new RemoteSignerSettings.Tls(
        files.resolve(certificate), files.resolve(key), files.resolve(trusted));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private static RemoteSignerFailure failure(RemoteSigner signer) {
    var thrown = catchThrowable(() -> signer.sign(root(1)).toCompletableFuture().join());
    assertThat(thrown).hasCauseInstanceOf(RemoteSignerFailure.class);
    return (RemoteSignerFailure) Objects.requireNonNull(thrown.getCause());
  }

  private static TestCertificates create(String name) {
    return TestCertificates.create(files, name);
  }
}
