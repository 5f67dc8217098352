package io.alys.node.wiring;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.actors.supervision.SupervisorProtocol.OrderResult;
import io.alys.config.ShutdownConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a node in phases of Akka's coordinated shutdown: servers, mining, bridge, network, chain,
 * storage. A phase that takes too long is named in the log, and the next one begins.
 */
final class ShutdownPhases {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownPhases.class);

  /** What a phase has beyond its own deadline, so that it is itself who says what is missing. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** A stop of the node that somebody asked for. */
  private static final class Asked implements CoordinatedShutdown.Reason {
    @Override
    public String toString() {
      return "asked";
    }
  }

  private record Phase(String name, Duration deadline) {}

  private final List<Phase> phases;

  ShutdownPhases(ShutdownConfig config) {
    this.phases =
        List.of(
            new Phase("api", config.api()),
            new Phase("mining", config.mining()),
            new Phase("bridge", config.bridge()),
            new Phase("network", config.network()),
            new Phase("chain", config.chain()),
            new Phase("storage", config.storage()));
  }

  /** The phases as Akka's settings. */
  Config settings() {
    var before = "before-service-unbind";
    var text = new StringBuilder();
    for (var phase : phases) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s { depends-on = [%s], timeout = %d ms, recover = on }%n",
              id(phase.name()),
              before,
              phase.deadline().plus(GRACE).toMillis()));
      before = id(phase.name());
    }
    text.append("actor-system-terminate.depends-on = [before-actor-system-terminate, ")
        .append(before)
        .append("]");
    return ConfigFactory.parseString("akka.coordinated-shutdown.phases {\n" + text + "\n}");
  }

  private static String id(String phase) {
    return "alys-" + phase;
  }

  /** Has a part of the tree stopped in a phase; {@code release} is called when it has ended. */
  void stop(
      ActorSystem<SupervisorProtocol.Command> system, String name, String path, Runnable release) {
    var phase = phases.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    CoordinatedShutdown.get(system)
        .addTask(id(name), "stop " + path, () -> stopped(system, phase, path, release));
  }

  private static CompletionStage<Done> stopped(
      ActorSystem<SupervisorProtocol.Command> system, Phase phase, String path, Runnable release) {
    CompletionStage<OrderResult> answer =
        AskPattern.ask(
            system,
            (ActorRef<OrderResult> me) -> new SupervisorProtocol.Stop(path, phase.deadline(), me),
            phase.deadline().plus(GRACE),
            system.scheduler());
    return answer.handle(
        (result, late) -> {
          if (result instanceof SupervisorProtocol.Done) {
            release.run();
          } else {
            LOG.error("phase {} of the shutdown is not over: {}", phase.name(), why(result, late));
          }
          return Done.getInstance();
        });
  }

  private static String why(OrderResult result, Throwable late) {
    return switch (result) {
      case SupervisorProtocol.TooLate(var path, var missing) ->
          path + " has not ended: " + missing.stream().collect(Collectors.joining(", "));
      case SupervisorProtocol.Refused refused -> refused.path() + ": " + refused.reason();
      case SupervisorProtocol.Done done -> done.path();
      case null -> late.toString();
    };
  }

  /** Runs all phases; the stage ends when the actor system has. */
  static CompletionStage<Done> run(ActorSystem<?> system) {
    return CoordinatedShutdown.get(system).runAll(new Asked());
  }
}
