package io.alys.node.admin;

import io.alys.messages.actor.Health;
import io.alys.messages.registry.ActorEntry;
import io.alys.messages.registry.ActorMove;
import io.alys.messages.registry.ReadinessCheck;
import io.alys.messages.registry.RegistryProtocol.Actors;
import io.alys.node.http.JsonTree;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actors and health as the servers show them. */
public final class ActorsJson {

  private ActorsJson() {}

  /** The node's health and every actor. */
  public static Map<String, @Nullable Object> of(Actors actors) {
    return JsonTree.of(
        "health", state(actors.health()),
        "reason", reason(actors.health()),
        "actors", actors.actors().stream().map(ActorsJson::of).toList());
  }

  /** One actor. */
  static Map<String, @Nullable Object> of(ActorEntry actor) {
    var failure = actor.lastFailure();
    return JsonTree.of(
        "path", actor.path(),
        "kind", actor.kind(),
        "dependencies", actor.dependencies(),
        "state", actor.state().name().toLowerCase(Locale.ROOT),
        "health", state(actor.health()),
        "reason", reason(actor.health()),
        "restarts", actor.restarts(),
        "lastError", failure == null ? null : failure.error(),
        "lastErrorAt", failure == null ? null : failure.at().toString(),
        "mailbox", JsonTree.of("waiting", actor.waiting(), "capacity", actor.capacity()));
  }

  static Map<String, @Nullable Object> of(ActorMove move) {
    return JsonTree.of(
        "at", move.at().toString(),
        "path", move.path(),
        "from", move.from().name().toLowerCase(Locale.ROOT),
        "to", move.to().name().toLowerCase(Locale.ROOT),
        "reason", move.reason());
  }

  static Map<String, @Nullable Object> of(ReadinessCheck check) {
    return JsonTree.of(
        "name", check.name(),
        "passed", check.passed(),
        "reason", check.reason(),
        "remedy", check.remedy());
  }

  static String state(Health health) {
    return switch (health) {
      case Health.Healthy _ -> "healthy";
      case Health.Degraded _ -> "degraded";
      case Health.Unhealthy _ -> "unhealthy";
    };
  }

  static String reason(Health health) {
    return switch (health) {
      case Health.Healthy _ -> "";
      case Health.Degraded(var reason) -> reason;
      case Health.Unhealthy(var reason) -> reason;
    };
  }
}
