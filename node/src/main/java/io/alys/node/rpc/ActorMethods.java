package io.alys.node.rpc;

import io.alys.messages.registry.RegistryProtocol;
import io.alys.messages.registry.RegistryProtocol.ActorsReply;
import io.alys.node.admin.ActorsJson;
import io.alys.node.http.JsonValue;
import java.util.List;

/** {@code alys_actors}: the parts that the node is made of. */
final class ActorMethods {
  private final RpcNode node;
  private final ActorQuestions questions;

  ActorMethods(RpcNode node, ActorQuestions questions) {
    this.node = node;
    this.questions = questions;
  }

  List<RpcMethod> all() {
    return List.of(
        RpcMethod.of(
                "alys_actors",
                "The node's health and its actors: state, health, restarts, last error",
                Schemas.OBJECT,
                this::actors)
            .failingWith(RpcReason.UNAVAILABLE));
  }

  private RpcReply actors(List<JsonValue> arguments, Deadline deadline) {
    return shown(questions.ask(node.registry(), deadline, RegistryProtocol.ListActors::new));
  }

  private static RpcReply shown(ActorsReply reply) {
    return switch (reply) {
      case RegistryProtocol.Actors actors -> new RpcReply.Result(ActorsJson.of(actors));
      case RegistryProtocol.RegistryUnavailable(var why) ->
          new RpcReply.Refusal(RpcReason.UNAVAILABLE, why.text());
    };
  }
}
