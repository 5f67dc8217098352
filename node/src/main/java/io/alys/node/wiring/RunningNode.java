package io.alys.node.wiring;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.Guardian;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.integration.telemetry.NodeMetrics;
import io.alys.integration.telemetry.SpanCounts;
import io.alys.node.Main;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node at work: its actor system and what the actors use. It stops them in order. */
public final class RunningNode {

  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

  /** What the last phase takes, the end of the actor system. */
  private static final Duration END = Duration.ofSeconds(10);

  private final ActorSystem<SupervisorProtocol.Command> system;
  private final Duration deadline;
  private final Runnable release;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private RunningNode(
      ActorSystem<SupervisorProtocol.Command> system, Duration deadline, Runnable release) {
    this.system = system;
    this.deadline = deadline;
    this.release = release;
  }

  /**
   * What a node runs on.
   *
   * @param runtime what the actors' runtime is given
   * @param spans what became of the spans of traces
   * @param phases of its shutdown
   * @param deadline for all of them
   */
  record Ground(
      RuntimeSetup runtime, Supplier<SpanCounts> spans, ShutdownPhases phases, Duration deadline) {}

  /** What the node opened before its actors, closed when those that use it have ended. */
  record Belongings(Runnable signing, Runnable storage, Runnable others) {}

  /** Starts the actors, the servers among them; {@code metrics} is completed meanwhile. */
  static RunningNode start(
      Guardian.Plan plan,
      Ground ground,
      CompletableFuture<NodeMetrics> metrics,
      Belongings belongings) {
    var config = ground.phases().settings().withFallback(ConfigFactory.load());
    var setup = ActorSystemSetup.create(BootstrapSetup.create(config), ground.runtime());
    var system = ActorSystem.create(Guardian.create(plan), "alys", setup);
    var runtime = ActorRuntime.of(system);
    metrics.complete(
        NodeMetrics.of(
            new NodeMetrics.Sources(
                Main.version(), runtime::readings, plan.roster()::health, ground.spans())));
    ground.phases().stop(system, "api", "/api", () -> {});
    ground.phases().stop(system, "mining", "/chain/auxpow", () -> {});
    ground.phases().stop(system, "chain", "/chain", belongings.signing());
    ground.phases().stop(system, "storage", "/storage", belongings.storage());
    return new RunningNode(
        system,
        ground.deadline(),
        () -> {
          metrics.join().close();
          belongings.others().run();
        });
  }

  /** Ends when the node has stopped; true when it was asked to, false when it failed. */
  public CompletableFuture<Boolean> whenStopped() {
    return system.getWhenTerminated().toCompletableFuture().thenApply(done -> stopping.get());
  }

  /** Stops the node in phases; what has not ended within the deadline is left behind. */
  public void stop() {
    if (stopping.compareAndSet(false, true)) {
      LOG.info("stopping");
      var all = ShutdownPhases.run(system).toCompletableFuture();
      try {
        all.get(deadline.plus(END).toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("stopped");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        LOG.error("the actor system did not end: {}", e.toString());
      }
      release.run();
    }
  }
}
