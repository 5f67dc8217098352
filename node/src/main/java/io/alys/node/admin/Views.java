package io.alys.node.admin;

import io.alys.messages.actor.DeadLetterProtocol;
import io.alys.messages.actor.DeadLetterProtocol.Letter;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.messages.actor.DeadLetterProtocol.Letters;
import io.alys.messages.actor.DeadLetterProtocol.LettersUnavailable;
import io.alys.messages.registry.NodeRole;
import io.alys.messages.registry.RegistryProtocol;
import io.alys.messages.registry.RegistryProtocol.RegistryUnavailable;
import io.alys.node.http.JsonTree;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to see: meters, health, readiness, actors, their moves, dead letters. */
final class Views {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MAX_PAGE = 1_000;
  private static final int PAGE = 100;

  private final AdminNode node;
  private final Asking asking;

  Views(AdminNode node, Asking asking) {
    this.node = node;
    this.asking = asking;
  }

  AdminReply metrics(Map<String, String> parameters) {
    return AdminReply.text(PROMETHEUS, node.metrics().get());
  }

  /** Whether this process is worth keeping; how well it works is not the question here. */
  AdminReply healthz(Map<String, String> parameters) {
    return switch (askForActors()) {
      case RegistryProtocol.Actors actors when actors.stuck().isEmpty() ->
          AdminReply.json(
              200,
              JsonTree.of(
                  "alive", true,
                  "health", ActorsJson.state(actors.health()),
                  "reason", ActorsJson.reason(actors.health())));
      case RegistryProtocol.Actors actors ->
          dead(
              "stuck beyond a restart: %s; end this process and start the node again"
                  .formatted(String.join(", ", actors.stuck())));
      case RegistryUnavailable(var why) -> dead(why.reason());
    };
  }

  private static AdminReply dead(String reason) {
    return AdminReply.json(
        503, JsonTree.of("alive", false, "health", "unhealthy", "reason", reason));
  }

  AdminReply readyz(Map<String, String> parameters) throws QueryReader.BadQuery {
    var role = role(parameters.getOrDefault("role", NodeRole.OPERATOR.id()));
    RegistryProtocol.ReadinessReply reply =
        asking.ask(node.registry(), me -> new RegistryProtocol.AssessReadiness(role, me));
    return switch (reply) {
      case RegistryProtocol.Readiness readiness ->
          AdminReply.json(
              readiness.isReady() ? 200 : 503,
              JsonTree.of(
                  "role", role.id(),
                  "ready", readiness.isReady(),
                  "checks", readiness.checks().stream().map(ActorsJson::of).toList()));
      case RegistryUnavailable(var why) -> unavailable(why.reason());
    };
  }

  private static NodeRole role(String text) throws QueryReader.BadQuery {
    for (var role : NodeRole.values()) {
      if (role.id().equals(text)) {
        return role;
      }
    }
    var roles =
        Arrays.stream(NodeRole.values()).map(NodeRole::id).collect(Collectors.joining(", "));
    throw new QueryReader.BadQuery("role must be one of " + roles);
  }

  AdminReply actors(Map<String, String> parameters) {
    return switch (askForActors()) {
      case RegistryProtocol.Actors actors -> AdminReply.json(200, ActorsJson.of(actors));
      case RegistryUnavailable(var why) -> unavailable(why.reason());
    };
  }

  private RegistryProtocol.ActorsReply askForActors() {
    return asking.ask(node.registry(), RegistryProtocol.ListActors::new);
  }

  AdminReply moves(Map<String, String> parameters) throws QueryReader.BadQuery {
    int limit = Numbers.of(parameters, "limit", PAGE, MAX_PAGE);
    RegistryProtocol.MovesReply reply =
        asking.ask(node.registry(), me -> new RegistryProtocol.ListMoves(limit, me));
    return switch (reply) {
      case RegistryProtocol.Moves(var moves) ->
          AdminReply.json(200, JsonTree.of("moves", moves.stream().map(ActorsJson::of).toList()));
      case RegistryUnavailable(var why) -> unavailable(why.reason());
    };
  }

  AdminReply deadLetters(Map<String, String> parameters) throws QueryReader.BadQuery {
    int limit = Numbers.of(parameters, "limit", PAGE, MAX_PAGE);
    var before = Numbers.of(parameters, "before").map(LetterId::new).orElse(null);
    DeadLetterProtocol.ListResult reply =
        asking.ask(node.deadLetters(), me -> new DeadLetterProtocol.ListLetters(before, limit, me));
    return switch (reply) {
      case Letters letters -> AdminReply.json(200, tree(letters));
      case LettersUnavailable(var why) -> unavailable(why.reason());
    };
  }

  private static Map<String, @Nullable Object> tree(Letters letters) {
    var more = letters.more();
    var totals = letters.totals();
    return JsonTree.of(
        "letters", letters.letters().stream().map(Views::tree).toList(),
        "before", more == null ? null : more.value(),
        "totals",
            JsonTree.of(
                "kept", totals.kept(),
                "displaced", totals.displaced(),
                "counted", totals.counted()));
  }

  private static Map<String, @Nullable Object> tree(Letter letter) {
    var correlation = letter.correlation();
    return JsonTree.of(
        "id", letter.id().value(),
        "at", letter.at().toString(),
        "cause", letter.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "sender", letter.sender(),
        "target", letter.target(),
        "type", letter.type(),
        "message", letter.text(),
        "correlation", correlation == null ? null : correlation.toString(),
        "replays", letter.replays());
  }

  private static AdminReply unavailable(String reason) {
    return AdminReply.error(AdminError.UNAVAILABLE, reason);
  }
}
