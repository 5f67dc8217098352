package io.alys.workflows.health;

import io.alys.messages.actor.Health;
import io.alys.messages.actor.Health.Degraded;
import io.alys.messages.actor.Health.Healthy;
import io.alys.messages.actor.Health.Unhealthy;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.ReadinessCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What must hold so that a node can be used for a role: the kinds of actors that the role needs
 * serve. A reader is served by a part that works with restrictions, or by what takes its place; the
 * other roles change the chain, for which what a part says is wrong with its work must be in order
 * too.
 */
public final class RoleChecks {

  private static final String NODE = "node";
  private static final String CHAIN = "chain";

  private RoleChecks() {}

  /**
   * What is known of an actor.
   *
   * @param health by itself
   */
  public record Standing(ActorFacts facts, Health health) {}

  /** The checks of a role, in the order in which one would repair. */
  public static List<ReadinessCheck> of(NodeRole role, Collection<Standing> actors, Health node) {
    var checks = new ArrayList<ReadinessCheck>();
    for (var kind : kinds(role, actors)) {
      checks.add(check(kind, role, actors));
    }
    if (role == NodeRole.OPERATOR) {
      checks.add(whole(node));
    }
    return List.copyOf(checks);
  }

  private static List<String> kinds(NodeRole role, Collection<Standing> actors) {
    return switch (role) {
      case READER -> List.of("storage", CHAIN);
      case MINER -> List.of("storage", "engine", CHAIN, "mining");
      case FEDERATION -> List.of("storage", "engine", "validation", "signing", CHAIN);
      case OPERATOR ->
          actors.stream().map(actor -> actor.facts().kind()).distinct().sorted().toList();
    };
  }

  private static ReadinessCheck check(String kind, NodeRole role, Collection<Standing> actors) {
    return actors.stream()
        .filter(actor -> actor.facts().kind().equals(kind))
        .map(actor -> check(actor, role))
        .min(Comparator.comparing(ReadinessCheck::passed))
        .orElseGet(() -> missing(kind));
  }

  private static ReadinessCheck check(Standing actor, NodeRole role) {
    var facts = actor.facts();
    var reason =
        switch (actor.health()) {
          case Healthy() -> "";
          case Degraded(var text) -> facts.path() + ": " + text;
          case Unhealthy(var text) -> facts.path() + ": " + text;
        };
    boolean passed = role == NodeRole.READER ? servesReads(actor) : serves(actor);
    return new ReadinessCheck(facts.kind(), passed, reason, passed ? "" : remedy(facts));
  }

  private static boolean serves(Standing actor) {
    return runs(actor) && actor.facts().report().isEmpty();
  }

  /** What takes the failed chain's place answers reads. */
  private static boolean servesReads(Standing actor) {
    var facts = actor.facts();
    return runs(actor) || (facts.kind().equals(CHAIN) && facts.state() == LifecycleState.FAILED);
  }

  private static boolean runs(Standing actor) {
    return actor.facts().state() == LifecycleState.RUNNING
        && !(actor.health() instanceof Unhealthy);
  }

  private static ReadinessCheck missing(String kind) {
    var remedy =
        kind.equals("signing")
            ? "set validator.keystore and validator.password-file and start the node again"
            : "wait while the node starts; if it stays away, look into the log";
    return new ReadinessCheck(kind, false, "no such part runs", remedy);
  }

  private static ReadinessCheck whole(Health node) {
    return switch (node) {
      case Healthy() -> new ReadinessCheck(NODE, true, "", "");
      case Degraded(var reason) -> new ReadinessCheck(NODE, true, reason, "");
      case Unhealthy(var reason) ->
          new ReadinessCheck(NODE, false, reason, "repair what the other checks name");
    };
  }

  private static String remedy(ActorFacts facts) {
    return switch (facts.state()) {
      case STARTING -> "wait while it starts" + cause(facts);
      case CRASHED, RESTARTING -> "wait, it is begun again by itself";
      case BACKOFF -> "it is tried again by itself" + cause(facts);
      case FAILED ->
          "repair what it failed with, then order alys actor retry %s%s"
              .formatted(facts.path(), cause(facts));
      case STOPPING, STOPPED -> "the node or this part of it stops; start the node again";
      case RUNNING ->
          facts.report().isEmpty()
              ? "order alys actor restart %s; a new process if that does not help"
                  .formatted(facts.path())
              : "repair what it names" + cause(facts);
    };
  }

  /** Where to look, for the parts that need something outside. */
  private static String cause(ActorFacts facts) {
    return switch (facts.kind()) {
      case "engine" -> "; check that the execution client runs and answers at execution.engine-url";
      case "storage" -> "; check the disk of data-dir: free space, errors in the system's log";
      case "signing" -> "; check the disk of data-dir, and that no other node signs with the key";
      default -> "";
    };
  }
}
