package io.alys.node.admin;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.actor.Health;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.ActorEntry;
import io.alys.messages.registry.ActorMove;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.ReadinessCheck;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.messages.registry.RegistryProtocol.Actors;
import java.time.Instant;
import java.util.List;

/** Answers about two actors, of which one has failed lately. */
public final class TestRegistry {

  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private volatile List<String> stuck = List.of();
  private volatile boolean silent;

  /** What answers. */
  public Behavior<RegistryProtocol.Command> behavior() {
    return Behaviors.receiveMessage(
        command -> {
          if (!silent) {
            answer(command);
          }
          return Behaviors.same();
        });
  }

  private void answer(RegistryProtocol.Command command) {
    switch (command) {
      case RegistryProtocol.ListActors(var replyTo) -> replyTo.tell(actors());
      case RegistryProtocol.ListMoves(int atMost, var replyTo) ->
          replyTo.tell(new RegistryProtocol.Moves(moves().subList(0, Math.min(2, atMost))));
      case RegistryProtocol.AssessReadiness(var role, var replyTo) ->
          replyTo.tell(new RegistryProtocol.Readiness(role, checks(role)));
      default -> throw new IllegalStateException("not asked for in these tests: " + command);
    }
  }

  void stick(String... paths) {
    stuck = List.of(paths);
  }

  void silence() {
    silent = true;
  }

  private Actors actors() {
    var failure = new ActorEntry.Failure("boom \"now\"\n", T0);
    return new Actors(
        new Health.Degraded("/chain/engine: failed lately: boom"),
        stuck,
        List.of(
            new ActorEntry(
                "/chain/engine",
                "engine",
                List.of(),
                LifecycleState.RUNNING,
                3,
                failure,
                new Health.Degraded("failed lately: boom"),
                2,
                1000),
            new ActorEntry(
                "/chain/head",
                "chain",
                List.of("/chain/engine"),
                LifecycleState.RUNNING,
                0,
                null,
                new Health.Healthy(),
                0,
                1000)));
  }

  private static List<ActorMove> moves() {
    return List.of(
        new ActorMove(T0, "/chain/engine", LifecycleState.RESTARTING, LifecycleState.RUNNING, ""),
        new ActorMove(
            T0, "/chain/engine", LifecycleState.CRASHED, LifecycleState.RESTARTING, "boom"));
  }

  private static List<ReadinessCheck> checks(NodeRole role) {
    boolean ready = role != NodeRole.FEDERATION;
    return List.of(
        new ReadinessCheck("storage", true, "", ""),
        new ReadinessCheck(
            "signing", ready, ready ? "" : "no such part runs", ready ? "" : "set a keystore"));
  }
}
