package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.messages.chain.EngineProtocol.BlockFetched;
import io.alys.messages.chain.EngineProtocol.BlockReply;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.Latest;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.EngineStatus.Breaker;
import io.alys.messages.execution.EngineStatus.Connected;
import io.alys.workflows.fakes.FakeExecutionClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The circuit breaker before the execution client. */
class EngineBreakerTest {
  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());

  private final EngineFixture fixture = new EngineFixture(KIT);
  private final FakeExecutionClient client = fixture.client();
  private final TestProbe<EngineStatus> listener = fixture.listener();
  private final TestProbe<BlockReply> blocks = fixture.blocks();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void fiveFailuresInARowOpenTheBreaker() {
    client.failWith(EngineFixture.connectionRefused());

    fixture.failFiveTimes();
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));

    blocks.expectMessage(
        new Unavailable(
            EngineOutage.BREAKER_OPEN, "block: connection refused", EngineFixture.SECOND));
    assertThat(client.calls()).hasSize(5);
    listener.expectMessage(EngineFixture.degraded("block: connection refused", Breaker.CLOSED));
    listener.expectMessage(EngineFixture.degraded("block: connection refused", Breaker.OPEN));
  }

  @Test
  void requestsThatWaitWhenTheBreakerOpensAreRefused() {
    client.failWith(EngineFixture.connectionRefused());
    client.hold();
    for (int i = 0; i < 7; i++) {
      fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    }

    fixture.awaitCalls("latestBlock");
    client.release();

    var replies = blocks.receiveSeveralMessages(7);
    assertThat(replies.subList(0, 5)).containsOnly(EngineFixture.unreachable());
    assertThat(replies.subList(5, 7))
        .containsOnly(
            new Unavailable(
                EngineOutage.BREAKER_OPEN, "block: connection refused", EngineFixture.SECOND));
  }

  @Test
  void anAnsweredProbeIsFollowedByTwoQuickOnesThatCloseTheBreakerEarly() {
    client.failWith(EngineFixture.connectionRefused());
    fixture.failFiveTimes();
    listener.receiveSeveralMessages(2);
    fixture.pass(EngineFixture.SECOND);
    listener.expectMessage(EngineFixture.degraded("connection refused", Breaker.OPEN));

    client.recover();
    fixture.pass(EngineFixture.SECOND);
    fixture.awaitCallCount(7);
    fixture.pass(EngineFixture.SECOND.dividedBy(4));
    fixture.awaitCallCount(8);
    assertThat(fixture.status())
        .isEqualTo(EngineFixture.degraded("connection refused", Breaker.OPEN));
    fixture.pass(EngineFixture.SECOND.dividedBy(4));

    listener.expectMessage(new Connected());
    assertThat(fixture.block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(client.calls().subList(5, 9)).containsOnly("chainId");
  }

  @Test
  void afterThirtySecondsCallsGoThroughOnTrial() {
    client.failWith(EngineFixture.connectionRefused());
    fixture.failFiveTimes();
    listener.receiveSeveralMessages(2);
    client.hold();
    fixture.pass(EngineFixture.SECOND);
    fixture.awaitCallCount(6);
    client.release();
    listener.expectMessage(EngineFixture.degraded("connection refused", Breaker.OPEN));

    client.recover();
    fixture.moveClock(Duration.ofSeconds(30));
    client.hold();
    fixture.pass(EngineFixture.SECOND);
    listener.expectMessage(EngineFixture.degraded("connection refused", Breaker.HALF_OPEN));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.awaitCallCount(7);
    client.release();

    blocks.expectMessageClass(BlockFetched.class);
    blocks.expectMessageClass(BlockFetched.class);
    listener.expectMessage(new Connected());
  }

  @Test
  void aFailureOnTrialOpensTheBreakerAgain() {
    client.failWith(EngineFixture.connectionRefused());
    fixture.failFiveTimes();
    listener.receiveSeveralMessages(2);
    fixture.moveClock(Duration.ofSeconds(30));

    fixture.pass(EngineFixture.SECOND);

    listener.expectMessage(EngineFixture.degraded("block: connection refused", Breaker.HALF_OPEN));
    listener.expectMessage(EngineFixture.degraded("connection refused", Breaker.OPEN));
  }
}
