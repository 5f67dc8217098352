package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.chain.EngineProtocol.BlockReply;
import io.alys.messages.chain.EngineProtocol.BlockSelector;
import io.alys.messages.chain.EngineProtocol.Command;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.GetStatus;
import io.alys.messages.chain.EngineProtocol.Latest;
import io.alys.messages.chain.EngineProtocol.Unavailable;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.EngineStatus.Breaker;
import io.alys.messages.execution.EngineStatus.Degraded;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** An EngineActor over a client in memory, with probes and the time in hand. */
final class EngineFixture {
  static final Duration SECOND = Duration.ofSeconds(1);

  private final ActorTestKit kit;
  private final ManualTime time;
  private final AtomicLong elapsedMillis = new AtomicLong();
  private final FakeExecutionClient client = new FakeExecutionClient(7);
  private final TestProbe<EngineStatus> listener;
  private final TestProbe<BlockReply> blocks;

  private ActorRef<Command> engine;

  EngineFixture(ActorTestKit kit) {
    this.kit = kit;
    this.time = ManualTime.get(kit.system());
    this.listener = kit.createTestProbe();
    this.blocks = kit.createTestProbe();
    this.engine = spawn(() -> client);
  }

  /** The client in memory. */
  FakeExecutionClient client() {
    return client;
  }

  /** Hears of each change of the status. */
  TestProbe<EngineStatus> listener() {
    return listener;
  }

  /** For answers to FetchBlock. */
  TestProbe<BlockReply> blocks() {
    return blocks;
  }

  void tell(Command command) {
    engine.tell(command);
  }

  /** Another actor with clients of its own, restarted when it fails. */
  void respawn(Supplier<ExecutionClient> connect) {
    stop();
    engine = spawn(connect);
  }

  void stop() {
    kit.stop(engine);
  }

  private ActorRef<Command> spawn(Supplier<ExecutionClient> connect) {
    return kit.spawn(
        Behaviors.supervise(
                EngineActor.create(
                    connect, EngineSettings.DEFAULT, this::now, listener.ref()::tell))
            .onFailure(SupervisorStrategy.restart()));
  }

  BlockReply block(BlockSelector which) {
    TestProbe<BlockReply> probe = kit.createTestProbe();
    engine.tell(new FetchBlock(which, probe.ref()));
    return probe.receiveMessage();
  }

  EngineStatus status() {
    TestProbe<EngineStatus> probe = kit.createTestProbe();
    engine.tell(new GetStatus(probe.ref()));
    return probe.receiveMessage();
  }

  void failFiveTimes() {
    for (int i = 0; i < 5; i++) {
      engine.tell(new FetchBlock(new Latest(), blocks.ref()));
      blocks.expectMessage(unreachable());
    }
  }

  private Instant now() {
    return Instant.ofEpochMilli(elapsedMillis.get());
  }

  void pass(Duration duration) {
    moveClock(duration);
    time.timePasses(duration);
  }

  void awaitCalls(String... names) {
    blocks.awaitAssert(
        () -> {
          assertThat(client.calls()).containsExactly(names);
          return true;
        });
  }

  void awaitCallCount(int count) {
    blocks.awaitAssert(
        () -> {
          assertThat(client.calls()).hasSize(count);
          return true;
        });
  }

  static Unavailable unreachable() {
    return new Unavailable(EngineOutage.UNREACHABLE, "connection refused", SECOND);
  }

  static Degraded degraded(String detail, Breaker breaker) {
    return new Degraded(EngineOutage.UNREACHABLE, detail, breaker);
  }

  /** The wall clock alone, as when the machine slept. */
  void moveClock(Duration duration) {
    elapsedMillis.addAndGet(duration.toMillis());
  }

  static ExecutionFailure connectionRefused() {
    return new ExecutionFailure(Kind.UNAVAILABLE, "connection refused");
  }
}
