package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.node.rpc.Dialect;
import io.alys.node.rpc.RpcFixture;
import io.alys.node.rpc.RpcSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The miner against a real server, whose fake actor checks proofs by the real rules. */
@Timeout(60)
final class MinerTest {
  private static final EvmAddress ADDRESS =
      EvmAddress.fromHex("0xb95f80ec665a534b1e309a2a24f8849d27b70fde");

  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @EnumSource
  void findsAProofInEitherDialect(Dialect dialect) {
    try (var server = new RpcFixture(settings(dialect))) {
      assertThat(mine(server, CommitmentStyle.OUTPUT, 1)).isEqualTo(new MinerEnd.Done());
    }

    assertThat(out.toString())
        .contains("accepted  blocks 1..4  hash ")
        .contains("  bits 207fffff  tries ")
        .contains("ended     accepted 1  hashes ");
  }

  @ParameterizedTest
  @EnumSource
  void findsAProofWithEitherCommitment(CommitmentStyle style) {
    try (var server = new RpcFixture(settings(Dialect.POOL))) {
      assertThat(mine(server, style, 1)).isEqualTo(new MinerEnd.Done());
    }
  }

  @Test
  void severalThreadsFindAHarderProof() {
    var harder = new CompactBits(0x1f03ffff);
    try (var server = new RpcFixture(settings(Dialect.POOL), harder)) {
      assertThat(mine(server, CommitmentStyle.OUTPUT, 3)).isEqualTo(new MinerEnd.Done());
    }

    assertThat(out.toString()).contains("bits 1f03ffff");
  }

  @Test
  void waitsForANodeThatStartsLater() throws Exception {
    int port = freePort();
    var end =
        CompletableFuture.supplyAsync(
            () ->
                mine(url(port), minerSettings(CommitmentStyle.OUTPUT, 1, null), Clock.systemUTC()));
    while (!out.toString().contains("the node does not answer")) {
      Thread.onSpinWait();
    }

    try (var server = new RpcFixture(settings(Dialect.POOL).withPort(port))) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(end.get(50, TimeUnit.SECONDS)).isEqualTo(new MinerEnd.Done());
    }
    assertThat(out.toString()).contains("working   the node has work").contains("accepted");
  }

  @Test
  void givesUpWhenItIsTold() throws IOException {
    var impatient = minerSettings(CommitmentStyle.OUTPUT, 1, Duration.ofMillis(100));

    var end = mine(url(freePort()), impatient, Clock.systemUTC());

    assertThat(end).isInstanceOf(MinerEnd.GaveUp.class);
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    try (var server = new RpcFixture(settings(Dialect.POOL), new CompactBits(0x1d00ffff))) {
      var end = new CompletableFuture<MinerEnd>();
      var thread =
          Thread.ofPlatform()
              .start(
                  () ->
                      end.complete(
                          mine(
                              url(server.port()),
                              minerSettings(CommitmentStyle.OUTPUT, 2, null),
                              Clock.systemUTC())));
      while (!out.toString().contains("mining") && thread.isAlive()) {
        Thread.onSpinWait();
      }

      thread.interrupt();

      assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(new MinerEnd.Done());
      assertThat(out.toString()).contains("ended     accepted 0");
    }
  }

  private MinerEnd mine(RpcFixture server, CommitmentStyle style, int threads) {
    return mine(url(server.port()), minerSettings(style, threads, null), Clock.systemUTC());
  }

  private MinerEnd mine(URI url, MinerSettings settings, Clock clock) {
    try (var client = new JsonRpcClient(url, null)) {
      var console = new MinerConsole(new PrintWriter(out), url.toString());
      return new Miner(settings, new MiningNode(client), console, clock).run();
    }
  }

  private static MinerSettings minerSettings(
      CommitmentStyle style, int threads, @Nullable Duration giveUpAfter) {
    return new MinerSettings(ADDRESS, threads, 0, Duration.ofMillis(50), style, 1, giveUpAfter);
  }

  private static RpcSettings settings(Dialect dialect) {
    return RpcSettings.DEFAULT.withPort(0).withDialect(dialect);
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
