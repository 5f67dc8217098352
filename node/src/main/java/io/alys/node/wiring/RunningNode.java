package io.alys.node.wiring;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.alys.actors.Guardian;
import io.alys.config.NodeConfig;
import io.alys.messages.node.GuardianProtocol;
import io.alys.node.http.BindFailed;
import io.alys.node.rpc.RpcServer;
import io.alys.workflows.spec.ChainSpec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node at work: its actor system and its servers. It stops them in order, servers first. */
public final class RunningNode {

  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

  private final ActorSystem<GuardianProtocol.Command> system;
  private final RpcServer rpc;
  private final Duration deadline;
  private final Runnable release;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private RunningNode(
      ActorSystem<GuardianProtocol.Command> system,
      RpcServer rpc,
      Duration deadline,
      Runnable release) {
    this.system = system;
    this.rpc = rpc;
    this.deadline = deadline;
    this.release = release;
  }

  /** Starts actors and servers; {@code release} runs when they have stopped. */
  static RunningNode start(Guardian.Plan plan, NodeConfig config, ChainSpec spec, Runnable release)
      throws CannotStart {
    var system = ActorSystem.create(Guardian.create(plan), "alys");
    try {
      var addresses = addresses(system);
      var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      var node = RpcWiring.node(addresses, system.scheduler(), spec);
      var rpc = RpcServer.start(RpcWiring.settings(config.rpc()), node, registry);
      return new RunningNode(system, rpc, config.shutdownDeadline(), release);
    } catch (BindFailed e) {
      stop(system, config.shutdownDeadline());
      throw new CannotStart(e.restartMayHelp(), String.valueOf(e.getMessage()));
    }
  }

  private static GuardianProtocol.Addresses addresses(
      ActorSystem<GuardianProtocol.Command> system) {
    CompletionStage<GuardianProtocol.Addresses> answer =
        AskPattern.ask(
            system,
            (ActorRef<GuardianProtocol.Addresses> replyTo) ->
                new GuardianProtocol.GetAddresses(replyTo),
            START_TIMEOUT,
            system.scheduler());
    try {
      return answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the guardian did not answer", e);
    }
  }

  /** Ends when the node has stopped; true when it was asked to, false when it failed. */
  public CompletableFuture<Boolean> whenStopped() {
    return system.getWhenTerminated().toCompletableFuture().thenApply(done -> stopping.get());
  }

  /** Closes the servers, then stops the actors in order, within the shutdown deadline. */
  public void stop() {
    if (stopping.compareAndSet(false, true)) {
      LOG.info("stopping");
      rpc.close();
      stop(system, deadline);
      release.run();
      LOG.info("stopped");
    }
  }

  private static void stop(ActorSystem<GuardianProtocol.Command> system, Duration deadline) {
    AskPattern.ask(
            system,
            (ActorRef<GuardianProtocol.Stopped> replyTo) -> new GuardianProtocol.Stop(replyTo),
            deadline,
            system.scheduler())
        .exceptionally(
            late -> {
              LOG.error("actors did not stop in order within {}", deadline);
              system.terminate();
              return new GuardianProtocol.Stopped();
            });
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(deadline.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the actor system did not end: {}", e.toString());
    }
  }
}
