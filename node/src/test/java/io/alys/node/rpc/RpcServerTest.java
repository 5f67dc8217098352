package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.node.http.BindFailed;
import io.alys.node.http.RawHttp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Start, stop, meters, and a node that refuses or does not answer. */
final class RpcServerTest {
  private static final String WORK = call("createauxblock", "[\"" + "00".repeat(20) + "\"]");

  @Test
  void aTakenPortIsNamedWithItsHolder() {
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL))) {
      var settings = RpcSettings.DEFAULT.withPort(server.port());

      assertThatThrownBy(() -> new RpcFixture(settings))
          .cause()
          .isInstanceOfSatisfying(
              BindFailed.class,
              e -> {
                assertThat(e.reason()).isEqualTo(BindFailed.Reason.PORT_IN_USE);
                assertThat(e.restartMayHelp()).isTrue();
                assertThat(e.getMessage())
                    .startsWith("the RPC server can't listen on 127.0.0.1:" + server.port())
                    .contains("alys.rpc.port")
                    .doesNotContain("\n");
              });
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    var settings = new RpcSettings("192.0.2.1", 0, Dialect.POOL, RpcLimits.DEFAULT, RpcAccess.OPEN);

    assertThatThrownBy(() -> new RpcFixture(settings))
        .cause()
        .isInstanceOfSatisfying(
            BindFailed.class,
            e -> {
              assertThat(e.reason()).isEqualTo(BindFailed.Reason.NO_SUCH_ADDRESS);
              assertThat(e.restartMayHelp()).isFalse();
              assertThat(e.getMessage()).contains("alys.rpc.bind");
            });
  }

  @Test
  void settingsThatNoServerCanUseAreRefused() {
    assertThatThrownBy(() -> RpcSettings.DEFAULT.withPort(65_536))
        .hasMessageContaining("alys.rpc.port");
    assertThatThrownBy(() -> new RpcSettings(" ", 1, Dialect.V1, RpcLimits.DEFAULT, RpcAccess.OPEN))
        .hasMessageContaining("alys.rpc.bind");
  }

  @Test
  void whatIsBeingAskedIsAnsweredBeforeTheServerStops() throws Exception {
    var asked = new CompletableFuture<ActorRef<ChainProtocol.StatusReply>>();
    var slowChain =
        Behaviors.receiveMessage(
            (ChainProtocol.Command command) -> {
              asked.complete(((ChainProtocol.GetStatus) command).replyTo());
              return Behaviors.same();
            });
    var settings = RpcFixture.settings(Dialect.POOL);
    try (var server = new RpcFixture(settings, slowChain, SilentActors.mining())) {
      int port = server.port();
      var answer = CompletableFuture.supplyAsync(() -> server.post(call("getbestblockhash", "[]")));
      var replyTo = asked.get(20, TimeUnit.SECONDS);
      var stopped = CompletableFuture.runAsync(server.server()::close);
      assertThatThrownBy(() -> stopped.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      replyTo.tell(new TestChain(1).status());

      assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
      stopped.get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> RawHttp.post(port, "{}")).hasMessageContaining("refused");
    }
  }

  @Test
  void aNodeThatDoesNotAnswerIsToldInTime() {
    for (var dialect : Dialect.values()) {
      try (var server = silent(dialect)) {
        var pool = dialect == Dialect.POOL;

        assertThat(server.post(WORK).code()).isEqualTo(pool ? -9 : -32606);
        assertThat(server.post(WORK).status()).isEqualTo(pool ? 200 : 503);
        assertThat(server.post(call("getheadblock", "[]")).code()).isEqualTo(pool ? -9 : -32604);
        assertThat(server.post(call("getblockbyheight", "1")).code()).isEqualTo(pool ? -9 : -32605);
        assertThat(server.post(call("getqueuedpow", "[]")).code()).isEqualTo(pool ? -9 : -32603);
        assertThat(server.post(call("alys_status", "[]")).status()).isEqualTo(pool ? 200 : 500);
      }
    }
  }

  @Test
  void aBatchSharesOneDeadline() {
    try (var server = silent(Dialect.POOL)) {
      long start = System.nanoTime();
      var batch = "[" + (WORK + ",").repeat(99) + WORK + "]";

      assertThat(server.post(batch).status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void reasonsForHavingNoWorkAreTold() {
    assertThat(withWork(new AuxPowProtocol.NoTemplate("syncing", "at 5 of 9")).message())
        .isEqualTo("syncing: at 5 of 9");
    assertThat(withWork(new AuxPowProtocol.NoTemplate("syncing", "at 5 of 9")).code())
        .isEqualTo(-10);
    assertThat(withWork(new AuxPowProtocol.NoTemplate("nothing-committed", "wait")).code())
        .isEqualTo(-10);
    assertThat(withWork(new AuxPowProtocol.MiningUnavailable("no storage")).code()).isEqualTo(-9);
  }

  @Test
  void anActorThatStoppedIsNoFaultOfTheCaller() {
    var settings = RpcFixture.settings(Dialect.POOL);
    try (var server = new RpcFixture(settings, Behaviors.stopped(), Behaviors.stopped())) {
      assertThat(server.post(call("getblockcount", "[]")).code()).isEqualTo(-9);
    }
  }

  @Test
  void callsAreCountedByMethodAndOutcomeWithBoundedLabels() {
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL))) {
      server.post(call("getblockcount", "[]"));
      server.post(call("getblockcount", "[]"));
      server.post(call("getblockbyheight", "[]"));
      server.post(call("nonsense1", "[]"));
      server.post(call("nonsense2", "[]"));
      server.post("{");

      assertThat(count(server, "getblockcount", "success")).isEqualTo(2);
      assertThat(count(server, "getblockbyheight", "bad_height")).isEqualTo(1);
      assertThat(count(server, "unknown", "unknown_method")).isEqualTo(2);
      assertThat(count(server, "unknown", "parse_error")).isEqualTo(1);
      assertThat(
              server
                  .registry()
                  .get("alys.rpc.request.duration")
                  .tag("method", "getblockcount")
                  .timer()
                  .count())
          .isEqualTo(2);
    }
  }

  private static double count(RpcFixture server, String method, String status) {
    return server
        .registry()
        .get("alys.rpc.requests")
        .tags("method", method, "status", status)
        .counter()
        .count();
  }

  private static RpcFixture silent(Dialect dialect) {
    var limits = RpcLimits.DEFAULT;
    var impatient =
        new RpcLimits(
            limits.maxBodyBytes(),
            limits.maxBatch(),
            limits.maxConnections(),
            limits.requestsPerSecond(),
            limits.burst(),
            Duration.ofMillis(200),
            limits.idleTimeout());
    var settings = RpcFixture.settings(dialect).withLimits(impatient);
    return new RpcFixture(settings, SilentActors.chain(), SilentActors.mining());
  }

  private static RawHttp.Answer withWork(AuxPowProtocol.TemplateReply reply) {
    var mining =
        Behaviors.receiveMessage(
            (AuxPowProtocol.Command command) -> {
              ((AuxPowProtocol.CreateTemplate) command).replyTo().tell(reply);
              return Behaviors.same();
            });
    var settings = RpcFixture.settings(Dialect.POOL);
    try (var server = new RpcFixture(settings, SilentActors.chain(), mining)) {
      return server.post(WORK);
    }
  }
}
