package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.EngineProtocol.AtHeight;
import io.alys.messages.chain.EngineProtocol.BlockFetched;
import io.alys.messages.chain.EngineProtocol.BlockReply;
import io.alys.messages.chain.EngineProtocol.BlockSelector;
import io.alys.messages.chain.EngineProtocol.Command;
import io.alys.messages.chain.EngineProtocol.ExecutePayload;
import io.alys.messages.chain.EngineProtocol.ExecuteReply;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.FetchPayload;
import io.alys.messages.chain.EngineProtocol.FetchReceipts;
import io.alys.messages.chain.EngineProtocol.ForkchoiceReply;
import io.alys.messages.chain.EngineProtocol.ForkchoiceUpdated;
import io.alys.messages.chain.EngineProtocol.GetStatus;
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
import io.alys.messages.execution.EngineStatus.Breaker;
import io.alys.messages.execution.EngineStatus.Connected;
import io.alys.messages.execution.EngineStatus.Connecting;
import io.alys.messages.execution.EngineStatus.Degraded;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The EngineActor over an execution client in memory, with the time in the test's hands. */
class EngineActorTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
  private static final ManualTime TIME = ManualTime.get(KIT.system());
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ExecutionFailure connectionRefused =
      new ExecutionFailure(Kind.UNAVAILABLE, "connection refused");
  private final AtomicLong elapsedMillis = new AtomicLong();
  private final FakeExecutionClient client = new FakeExecutionClient(7);
  private final TestProbe<EngineStatus> listener = KIT.createTestProbe();
  private final TestProbe<BlockReply> blocks = KIT.createTestProbe();
  private final Hash32 genesis = FakePayloads.genesis().blockHash();

  private ActorRef<Command> engine;

  @BeforeEach
  void start() {
    engine = KIT.spawn(EngineActor.create(() -> client, EngineSettings.DEFAULT, this::now, ref()));
  }

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
    engine.tell(new FetchReceipts(built.payload().blockHash(), List.of(raw), receipts.ref()));

    assertThat(verdict).isEqualTo(new PayloadStatus.Valid(built.payload().blockHash()));
    assertThat(head).isEqualTo(new PayloadStatus.Valid(built.payload().blockHash()));
    var fetched = receipts.expectMessageClass(ReceiptsFetched.class).receipts();
    assertThat(fetched).hasSize(1);
    assertThat(fetched.getFirst().effectiveGasPrice()).isEqualTo(Wei.of(9));
    assertThat(block(new Latest())).isEqualTo(block(new AtHeight(new Height(1))));
  }

  @Test
  void aHandshakeTellsWhoTheClientIs() {
    TestProbe<HandshakeReply> probe = KIT.createTestProbe();

    engine.tell(new Handshake(probe.ref()));

    var done = probe.expectMessageClass(HandshakeDone.class);
    assertThat(done.chainId()).isEqualTo(UInt64.of(7));
    assertThat(done.genesis()).isEqualTo(FakePayloads.genesis());
    assertThat(done.latest().hash()).isEqualTo(genesis);
    assertThat(done.capabilities()).contains("engine_newPayloadV3");
    assertThat(Objects.toString(done.version())).isEqualTo("Fake 1.0");
  }

  @Test
  void blocksThatAreNotThereAreSaidToBeMissing() {
    engine.tell(new FetchBlock(new WithHash(Hash32.ZERO), blocks.ref()));
    engine.tell(new FetchBlock(new AtHeight(new Height(9)), blocks.ref()));

    blocks.expectMessage(new NoSuchBlock());
    blocks.expectMessage(new NoSuchBlock());
  }

  @Test
  void refusalsOfTheClientAreNoOutage() {
    TestProbe<PayloadReply> payloads = KIT.createTestProbe();
    client.failNext(new ExecutionFailure(Kind.METHOD_MISSING, "eth_getBlockByNumber"));

    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    engine.tell(new FetchPayload(EngineFork.DENEB, new PayloadId(Bytes.zeros(8)), payloads.ref()));

    blocks.expectMessage(new Refused(new MethodMissing("eth_getBlockByNumber")));
    payloads.expectMessage(new Refused(new RpcError(RpcError.UNKNOWN_PAYLOAD, "Unknown payload")));
    listener.expectMessage(new Connected());
    assertThat(status()).isEqualTo(new Connected());
  }

  @Test
  void callsGoOutOneAtATimeInOrderOfArrival() {
    client.hold();
    engine.tell(new FetchBlock(new AtHeight(new Height(0)), blocks.ref()));
    engine.tell(new FetchBlock(new WithHash(genesis), blocks.ref()));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));

    awaitCalls("blockByNumber");
    client.releaseOne();
    awaitCalls("blockByNumber", "blockByHash");
    client.releaseOne();
    awaitCalls("blockByNumber", "blockByHash", "latestBlock");
    client.release();

    blocks.receiveSeveralMessages(3);
  }

  @Test
  void moreRequestsThanMayWaitAreRefusedAtOnce() {
    client.hold();
    for (int i = 0; i < 1 + EngineSettings.DEFAULT.maxPendingCalls(); i++) {
      engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    }
    TestProbe<BlockReply> late = KIT.createTestProbe();
    engine.tell(new FetchBlock(new Latest(), late.ref()));

    late.expectMessage(new Unavailable(EngineOutage.QUEUE_FULL, "64 requests wait", SECOND));
    awaitCalls("latestBlock");
    client.release();
    blocks.receiveSeveralMessages(65);
  }

  @Test
  void fiveFailuresInARowOpenTheBreaker() {
    client.failWith(connectionRefused);

    failFiveTimes();
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));

    blocks.expectMessage(
        new Unavailable(EngineOutage.BREAKER_OPEN, "block: connection refused", SECOND));
    assertThat(client.calls()).hasSize(5);
    listener.expectMessage(degraded("block: connection refused", Breaker.CLOSED));
    listener.expectMessage(degraded("block: connection refused", Breaker.OPEN));
  }

  @Test
  void requestsThatWaitWhenTheBreakerOpensAreRefused() {
    client.failWith(connectionRefused);
    client.hold();
    for (int i = 0; i < 7; i++) {
      engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    }

    awaitCalls("latestBlock");
    client.release();

    var replies = blocks.receiveSeveralMessages(7);
    assertThat(replies.subList(0, 5)).containsOnly(unreachable());
    assertThat(replies.subList(5, 7))
        .containsOnly(
            new Unavailable(EngineOutage.BREAKER_OPEN, "block: connection refused", SECOND));
  }

  @Test
  void threeProbesASecondApartCloseTheBreakerEarly() {
    client.failWith(connectionRefused);
    failFiveTimes();
    listener.receiveSeveralMessages(2);
    pass(SECOND);
    listener.expectMessage(degraded("connection refused", Breaker.OPEN));

    client.recover();
    pass(SECOND);
    awaitCallCount(7);
    pass(SECOND);
    awaitCallCount(8);
    assertThat(status()).isEqualTo(degraded("connection refused", Breaker.OPEN));
    pass(SECOND);

    listener.expectMessage(new Connected());
    assertThat(block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(client.calls().subList(5, 9)).containsOnly("chainId");
  }

  @Test
  void afterThirtySecondsCallsGoThroughOnTrial() {
    client.failWith(connectionRefused);
    failFiveTimes();
    listener.receiveSeveralMessages(2);
    client.hold();
    pass(SECOND);
    awaitCallCount(6);
    client.release();
    listener.expectMessage(degraded("connection refused", Breaker.OPEN));

    client.recover();
    elapsedMillis.addAndGet(30_000);
    client.hold();
    pass(SECOND);
    listener.expectMessage(degraded("connection refused", Breaker.HALF_OPEN));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    awaitCallCount(7);
    client.release();

    blocks.expectMessageClass(BlockFetched.class);
    blocks.expectMessageClass(BlockFetched.class);
    listener.expectMessage(new Connected());
  }

  @Test
  void aFailureOnTrialOpensTheBreakerAgain() {
    client.failWith(connectionRefused);
    failFiveTimes();
    listener.receiveSeveralMessages(2);
    elapsedMillis.addAndGet(30_000);

    pass(SECOND);

    listener.expectMessage(degraded("block: connection refused", Breaker.HALF_OPEN));
    listener.expectMessage(degraded("connection refused", Breaker.OPEN));
  }

  @Test
  void aRequestThatWaitsTooLongIsAnswered() {
    client.hold();
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    TestProbe<BlockReply> second = KIT.createTestProbe();
    engine.tell(new FetchBlock(new WithHash(genesis), second.ref()));
    awaitCalls("latestBlock");

    pass(EngineSettings.DEFAULT.requestDeadline());

    var late = new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", SECOND);
    blocks.expectMessage(late);
    second.expectMessage(late);
    client.release();
    assertThat(block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(client.calls()).containsExactly("latestBlock", "latestBlock");
    blocks.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aCallThatNeverEndsRestartsTheConnection() {
    var second = new FakeExecutionClient(8);
    var clients = List.of(client, second).iterator();
    KIT.stop(engine);
    engine =
        KIT.spawn(
            Behaviors.supervise(
                    EngineActor.create(clients::next, EngineSettings.DEFAULT, this::now, ref()))
                .onFailure(SupervisorStrategy.restart()));
    client.hold();
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    awaitCalls("latestBlock");

    pass(Duration.ofSeconds(10));
    blocks.expectMessage(
        new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", SECOND));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    pass(Duration.ofSeconds(9));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    pass(Duration.ofSeconds(11));

    blocks.expectMessage(
        new Unavailable(EngineOutage.DEADLINE_PASSED, "block took too long", SECOND));
    blocks.expectMessageClass(Unavailable.class);
    blocks.awaitAssert(
        () -> {
          assertThat(client.isClosed()).isTrue();
          return true;
        });
    assertThat(block(new Latest())).isInstanceOf(BlockFetched.class);
    assertThat(second.calls()).containsExactly("latestBlock");
  }

  @Test
  void atAStopEveryRequestIsAnsweredAndTheClientClosed() {
    client.hold();
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    engine.tell(new FetchBlock(new Latest(), blocks.ref()));
    awaitCalls("latestBlock");

    KIT.stop(engine);

    var stopping = new Unavailable(EngineOutage.STOPPING, "the connection is closed", SECOND);
    blocks.expectMessage(stopping);
    blocks.expectMessage(stopping);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void beforeTheFirstAnswerItIsConnecting() {
    assertThat(status()).isEqualTo(new Connecting());
  }

  private BuiltPayload buildOnGenesis() {
    TestProbe<ForkchoiceReply> choices = KIT.createTestProbe();
    TestProbe<PayloadReply> payloads = KIT.createTestProbe();
    var attributes =
        new PayloadAttributes(UInt64.of(2), Hash32.ZERO, EvmAddress.ZERO, List.of(), Hash32.ZERO);
    engine.tell(
        new UpdateForkchoice(
            EngineFork.DENEB,
            new ForkchoiceState(genesis, Hash32.ZERO, Hash32.ZERO),
            attributes,
            choices.ref()));
    var id = choices.expectMessageClass(ForkchoiceUpdated.class).result().payloadId();
    engine.tell(new FetchPayload(EngineFork.DENEB, Objects.requireNonNull(id), payloads.ref()));
    return payloads.expectMessageClass(PayloadFetched.class).built();
  }

  private PayloadStatus execute(BuiltPayload built) {
    TestProbe<ExecuteReply> verdicts = KIT.createTestProbe();
    engine.tell(new ExecutePayload(built.payload(), Hash32.ZERO, verdicts.ref()));
    return verdicts.expectMessageClass(PayloadJudged.class).status();
  }

  private PayloadStatus forkchoice(Hash32 head) {
    TestProbe<ForkchoiceReply> choices = KIT.createTestProbe();
    engine.tell(
        new UpdateForkchoice(
            EngineFork.DENEB,
            new ForkchoiceState(head, genesis, Hash32.ZERO),
            null,
            choices.ref()));
    return choices.expectMessageClass(ForkchoiceUpdated.class).result().status();
  }

  private BlockReply block(BlockSelector which) {
    TestProbe<BlockReply> probe = KIT.createTestProbe();
    engine.tell(new FetchBlock(which, probe.ref()));
    return probe.receiveMessage();
  }

  private EngineStatus status() {
    TestProbe<EngineStatus> probe = KIT.createTestProbe();
    engine.tell(new GetStatus(probe.ref()));
    return probe.receiveMessage();
  }

  private void failFiveTimes() {
    for (int i = 0; i < 5; i++) {
      engine.tell(new FetchBlock(new Latest(), blocks.ref()));
      blocks.expectMessage(unreachable());
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(elapsedMillis.get());
  }

  private void pass(Duration duration) {
    elapsedMillis.addAndGet(duration.toMillis());
    TIME.timePasses(duration);
  }

  private void awaitCalls(String... names) {
    blocks.awaitAssert(
        () -> {
          assertThat(client.calls()).containsExactly(names);
          return true;
        });
  }

  private void awaitCallCount(int count) {
    blocks.awaitAssert(
        () -> {
          assertThat(client.calls()).hasSize(count);
          return true;
        });
  }

  private ActorRef<EngineStatus> ref() {
    return listener.ref();
  }

  private static Unavailable unreachable() {
    return new Unavailable(EngineOutage.UNREACHABLE, "connection refused", SECOND);
  }

  private static Degraded degraded(String detail, Breaker breaker) {
    return new Degraded(EngineOutage.UNREACHABLE, detail, breaker);
  }
}
