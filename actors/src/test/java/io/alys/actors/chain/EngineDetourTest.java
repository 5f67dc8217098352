package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.EngineProtocol.Command;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.fakes.FakePayloads;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The five steps of a detour, and what each of them may run into. */
class EngineDetourTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ExecutionBlock BASE =
      new ExecutionBlock(new Height(3), FakePayloads.genesis().blockHash(), Hash32.ZERO, time(7));
  private static final BuiltPayload BUILT = new BuiltPayload(FakePayloads.genesis(), Wei.ZERO);
  private static final PayloadStatus VALID = new PayloadStatus.Valid(Hash32.ZERO);
  private static final EngineProtocol.Unavailable LOST =
      new EngineProtocol.Unavailable(EngineOutage.UNREACHABLE, "gone", Duration.ofSeconds(1));

  private final TestProbe<Command> engine = KIT.createTestProbe();
  private final TestProbe<EngineDetour.Outcome> parent = KIT.createTestProbe();

  @BeforeEach
  void start() {
    KIT.spawn(EngineDetour.create(engine.ref(), EngineFork.DENEB, parent.ref()));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void itEndsWithTheHeadOnItsOwnBlock() {
    giveBase();
    giveId();
    givePayload();
    engine
        .expectMessageClass(EngineProtocol.ExecutePayload.class)
        .replyTo()
        .tell(new EngineProtocol.PayloadJudged(VALID));
    var moved = engine.expectMessageClass(EngineProtocol.UpdateForkchoice.class);
    moved.replyTo().tell(new EngineProtocol.ForkchoiceUpdated(new ForkchoiceResult(VALID, null)));

    assertThat(moved.state().head()).isEqualTo(BUILT.payload().blockHash());
    assertThat(moved.attributes()).isNull();
    parent.expectMessage(new EngineDetour.Taken(BASE));
  }

  @Test
  void withoutAHeadItGivesUp() {
    engine.expectMessageClass(EngineProtocol.FetchBlock.class).replyTo().tell(LOST);

    assertGivenUp("no head to leave");
  }

  @Test
  void withoutAPayloadIdItGivesUp() {
    giveBase();
    engine
        .expectMessageClass(EngineProtocol.UpdateForkchoice.class)
        .replyTo()
        .tell(new EngineProtocol.ForkchoiceUpdated(new ForkchoiceResult(VALID, null)));

    assertGivenUp("no payload on its head");
  }

  @Test
  void withoutAPayloadItGivesUp() {
    giveBase();
    giveId();
    engine.expectMessageClass(EngineProtocol.FetchPayload.class).replyTo().tell(LOST);

    assertGivenUp("no payload");
  }

  @Test
  void withoutAVerdictOfValidItGivesUp() {
    giveBase();
    giveId();
    givePayload();
    engine
        .expectMessageClass(EngineProtocol.ExecutePayload.class)
        .replyTo()
        .tell(new EngineProtocol.PayloadJudged(new PayloadStatus.Syncing()));

    assertGivenUp("own payload not valid");
  }

  @Test
  void withoutTheHeadItGivesUp() {
    giveBase();
    giveId();
    givePayload();
    engine
        .expectMessageClass(EngineProtocol.ExecutePayload.class)
        .replyTo()
        .tell(new EngineProtocol.PayloadJudged(VALID));
    engine.expectMessageClass(EngineProtocol.UpdateForkchoice.class).replyTo().tell(LOST);

    assertGivenUp("own payload not taken as head");
  }

  private void giveBase() {
    engine
        .expectMessageClass(EngineProtocol.FetchBlock.class)
        .replyTo()
        .tell(new EngineProtocol.BlockFetched(BASE));
  }

  private void giveId() {
    var started = engine.expectMessageClass(EngineProtocol.UpdateForkchoice.class);
    assertThat(started.state().head()).isEqualTo(BASE.hash());
    assertThat(started.attributes()).isNotNull();
    started
        .replyTo()
        .tell(
            new EngineProtocol.ForkchoiceUpdated(
                new ForkchoiceResult(VALID, new PayloadId(Bytes.zeros(8)))));
  }

  private void givePayload() {
    engine
        .expectMessageClass(EngineProtocol.FetchPayload.class)
        .replyTo()
        .tell(new EngineProtocol.PayloadFetched(BUILT));
  }

  private void assertGivenUp(String why) {
    assertThat(parent.expectMessageClass(EngineDetour.NotTaken.class).reason())
        .startsWith("the execution client could not be unlocked: " + why);
  }

  private static UInt64 time(long seconds) {
    return UInt64.of(seconds);
  }
}
