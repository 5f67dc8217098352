package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.messages.chain.EngineProtocol.AtHeight;
import io.alys.messages.chain.EngineProtocol.BlockFetched;
import io.alys.messages.chain.EngineProtocol.BlockReply;
import io.alys.messages.chain.EngineProtocol.ExecutePayload;
import io.alys.messages.chain.EngineProtocol.ExecuteReply;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.FetchPayload;
import io.alys.messages.chain.EngineProtocol.FetchReceipts;
import io.alys.messages.chain.EngineProtocol.ForkchoiceReply;
import io.alys.messages.chain.EngineProtocol.ForkchoiceUpdated;
import io.alys.messages.chain.EngineProtocol.Handshake;
import io.alys.messages.chain.EngineProtocol.HandshakeDone;
import io.alys.messages.chain.EngineProtocol.HandshakeReply;
import io.alys.messages.chain.EngineProtocol.Latest;
import io.alys.messages.chain.EngineProtocol.NoSuchBlock;
import io.alys.messages.chain.EngineProtocol.PayloadFetched;
import io.alys.messages.chain.EngineProtocol.PayloadJudged;
import io.alys.messages.chain.EngineProtocol.PayloadReply;
import io.alys.messages.chain.EngineProtocol.ReceiptsFetched;
import io.alys.messages.chain.EngineProtocol.ReceiptsReply;
import io.alys.messages.chain.EngineProtocol.Refused;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.chain.EngineProtocol.UpdateForkchoice;
import io.alys.messages.chain.EngineProtocol.WithHash;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineRefusal.MethodMissing;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.EngineStatus.Connected;
import io.alys.messages.execution.EngineStatus.Connecting;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.fakes.FakePayloads;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The EngineActor over an execution client in memory, with the time in the test's hands. */
class EngineActorTest {
  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());

  private final EngineFixture fixture = new EngineFixture(KIT);
  private final FakeExecutionClient client = fixture.client();
  private final TestProbe<EngineStatus> listener = fixture.listener();
  private final TestProbe<BlockReply> blocks = fixture.blocks();
  private final Hash32 genesis = FakePayloads.genesis().blockHash();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aBlockIsBuiltTakenExecutedAndMadeHead() {
    var raw = Bytes.fromHex("02aa");
    client.addTransaction(UInt64.of(21_000), Wei.of(9), raw);

    var built = buildOnGenesis();
    var verdict = execute(built);
    var head = forkchoice(built.payload().blockHash());
    TestProbe<ReceiptsReply> receipts = KIT.createTestProbe();
    fixture.tell(new FetchReceipts(built.payload(), receipts.ref()));

    assertThat(verdict).isEqualTo(new PayloadStatus.Valid(built.payload().blockHash()));
    assertThat(head).isEqualTo(new PayloadStatus.Valid(built.payload().blockHash()));
    var fetched = receipts.expectMessageClass(ReceiptsFetched.class).receipts();
    assertThat(fetched).hasSize(1);
    assertThat(fetched.getFirst().effectiveGasPrice()).isEqualTo(Wei.of(9));
    assertThat(fixture.block(new Latest())).isEqualTo(fixture.block(new AtHeight(new Height(1))));
  }

  @Test
  void aHandshakeTellsWhoTheClientIs() {
    TestProbe<HandshakeReply> probe = KIT.createTestProbe();

    fixture.tell(new Handshake(probe.ref()));

    var done = probe.expectMessageClass(HandshakeDone.class);
    assertThat(done.chainId()).isEqualTo(UInt64.of(7));
    assertThat(done.genesis()).isEqualTo(FakePayloads.genesis());
    assertThat(done.latest().hash()).isEqualTo(genesis);
    assertThat(done.capabilities()).contains("engine_newPayloadV3");
    assertThat(Objects.toString(done.version())).isEqualTo("Fake 1.0");
  }

  @Test
  void blocksThatAreNotThereAreSaidToBeMissing() {
    fixture.tell(new FetchBlock(new WithHash(Hash32.ZERO), blocks.ref()));
    fixture.tell(new FetchBlock(new AtHeight(new Height(9)), blocks.ref()));

    blocks.expectMessage(new NoSuchBlock());
    blocks.expectMessage(new NoSuchBlock());
  }

  @Test
  void refusalsOfTheClientAreNoOutage() {
    TestProbe<PayloadReply> payloads = KIT.createTestProbe();
    client.failNext(new ExecutionFailure(Kind.METHOD_MISSING, "eth_getBlockByNumber"));

    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.tell(new FetchPayload(EngineFork.DENEB, new PayloadId(Bytes.zeros(8)), payloads.ref()));

    blocks.expectMessage(new Refused(new MethodMissing("eth_getBlockByNumber")));
    payloads.expectMessage(new Refused(new RpcError(RpcError.UNKNOWN_PAYLOAD, "Unknown payload")));
    listener.expectMessage(new Connected());
    assertThat(fixture.status()).isEqualTo(new Connected());
  }

  @Test
  void callsGoOutOneAtATimeInOrderOfArrival() {
    client.hold();
    fixture.tell(new FetchBlock(new AtHeight(new Height(0)), blocks.ref()));
    fixture.tell(new FetchBlock(new WithHash(genesis), blocks.ref()));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));

    fixture.awaitCalls("blockByNumber");
    client.releaseOne();
    fixture.awaitCalls("blockByNumber", "blockByHash");
    client.releaseOne();
    fixture.awaitCalls("blockByNumber", "blockByHash", "latestBlock");
    client.release();

    blocks.receiveSeveralMessages(3);
  }

  @Test
  void moreRequestsThanMayWaitAreRefusedAtOnce() {
    client.hold();
    for (int i = 0; i < 1 + EngineSettings.DEFAULT.maxPendingCalls(); i++) {
      fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    }
    TestProbe<BlockReply> late = KIT.createTestProbe();
    fixture.tell(new FetchBlock(new Latest(), late.ref()));

    late.expectMessage(
        new Unavailable(EngineOutage.QUEUE_FULL, "64 requests wait", EngineFixture.SECOND));
    fixture.awaitCalls("latestBlock");
    client.release();
    blocks.receiveSeveralMessages(65);
  }

  @Test
  void aRequestThatWaitsTooLongIsAnswered() {
    client.hold();
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    TestProbe<BlockReply> second = KIT.createTestProbe();
    fixture.tell(new FetchBlock(new WithHash(genesis), second.ref()));
    fixture.awaitCalls("latestBlock");

    fixture.pass(EngineSettings.DEFAULT.requestDeadline());

    var late =
        new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", EngineFixture.SECOND);
    blocks.expectMessage(late);
    second.expectMessage(late);
    client.release();
    assertThat(fixture.block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(client.calls()).containsExactly("latestBlock", "latestBlock");
    blocks.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aCallThatNeverEndsRestartsTheConnection() {
    var second = new FakeExecutionClient(8);
    var clients = List.of(client, second).iterator();
    fixture.respawn(clients::next);
    client.hold();
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.awaitCalls("latestBlock");

    fixture.pass(Duration.ofSeconds(10));
    blocks.expectMessage(
        new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", EngineFixture.SECOND));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.pass(Duration.ofSeconds(9));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.pass(Duration.ofSeconds(11));

    blocks.expectMessage(
        new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", EngineFixture.SECOND));
    blocks.expectMessageClass(Unavailable.class);
    blocks.awaitAssert(
        () -> {
          assertThat(client.isClosed()).isTrue();
          return true;
        });
    assertThat(fixture.block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(second.calls()).containsExactly("latestBlock");
  }

  @Test
  void atAStopEveryRequestIsAnsweredAndTheClientClosed() {
    client.hold();
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    fixture.tell(new FetchBlock(new Latest(), blocks.ref()));
    assertThat(fixture.status()).isEqualTo(new Connecting());

    fixture.stop();

    var stopping =
        new Unavailable(EngineOutage.STOPPING, "the connection is closed", EngineFixture.SECOND);
    blocks.expectMessage(stopping);
    blocks.expectMessage(stopping);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void beforeTheFirstAnswerItIsConnecting() {
    assertThat(fixture.status()).isEqualTo(new Connecting());
  }

  private BuiltPayload buildOnGenesis() {
    TestProbe<ForkchoiceReply> choices = KIT.createTestProbe();
    TestProbe<PayloadReply> payloads = KIT.createTestProbe();
    var attributes =
        new PayloadAttributes(UInt64.of(2), Hash32.ZERO, EvmAddress.ZERO, List.of(), Hash32.ZERO);
    fixture.tell(
        new UpdateForkchoice(
            EngineFork.DENEB,
            new ForkchoiceState(genesis, Hash32.ZERO, Hash32.ZERO),
            attributes,
            choices.ref()));
    var id = choices.expectMessageClass(ForkchoiceUpdated.class).result().payloadId();
    fixture.tell(new FetchPayload(EngineFork.DENEB, Objects.requireNonNull(id), payloads.ref()));
    return payloads.expectMessageClass(PayloadFetched.class).built();
  }

  private PayloadStatus execute(BuiltPayload built) {
    TestProbe<ExecuteReply> verdicts = KIT.createTestProbe();
    fixture.tell(new ExecutePayload(built.payload(), Hash32.ZERO, verdicts.ref()));
    return verdicts.expectMessageClass(PayloadJudged.class).status();
  }

  private PayloadStatus forkchoice(Hash32 head) {
    TestProbe<ForkchoiceReply> choices = KIT.createTestProbe();
    fixture.tell(
        new UpdateForkchoice(
            EngineFork.DENEB,
            new ForkchoiceState(head, genesis, Hash32.ZERO),
            null,
            choices.ref()));
    return choices.expectMessageClass(ForkchoiceUpdated.class).result().status();
  }
}
