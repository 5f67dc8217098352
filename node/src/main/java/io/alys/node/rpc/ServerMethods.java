package io.alys.node.rpc;

import io.alys.node.http.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Methods about the server itself: {@code help}, {@code rpc.discover}, the deposit address. */
final class ServerMethods {
  private final RpcFacts facts;
  private final Dialect dialect;
  private final List<RpcMethod> table = new ArrayList<>();

  private ServerMethods(RpcFacts facts, Dialect dialect) {
    this.facts = facts;
    this.dialect = dialect;
  }

  /** The whole table: the given methods and those about them. */
  static List<RpcMethod> with(List<RpcMethod> others, RpcFacts facts, Dialect dialect) {
    var own = new ServerMethods(facts, dialect);
    own.table.addAll(others);
    own.table.addAll(own.all());
    return List.copyOf(own.table);
  }

  private List<RpcMethod> all() {
    var method =
        new RpcParam("method", List.of(), "only what there is to say of it", false, Schemas.TEXT);
    return List.of(
        RpcMethod.of(
                "getdepositaddress",
                "The federation's Bitcoin address",
                Schemas.TEXT,
                this::depositAddress)
            .failingWith(RpcReason.NO_BRIDGE),
        RpcMethod.of("help", "The methods, or one of them", Schemas.TEXT, this::help)
            .taking(method)
            .failingWith(RpcReason.INVALID_PARAMS, RpcReason.UNKNOWN_METHOD),
        RpcMethod.of(
            "rpc.discover", "This server as an OpenRPC document", Schemas.OBJECT, this::discover));
  }

  private RpcReply depositAddress(List<JsonValue> arguments, Deadline deadline) {
    var address = facts.depositAddress();
    return address == null
        ? new RpcReply.Refusal(RpcReason.NO_BRIDGE, "this chain has no bridge yet")
        : new RpcReply.Result(address);
  }

  private RpcReply discover(List<JsonValue> arguments, Deadline deadline) {
    return new RpcReply.Result(new OpenRpcDocument(dialect, facts.version()).of(table));
  }

  private RpcReply help(List<JsonValue> arguments, Deadline deadline) {
    if (arguments.isEmpty()) {
      var lines = table.stream().map(RpcMethod::usage).sorted().collect(Collectors.joining("\n"));
      return new RpcReply.Result(lines);
    }
    if (arguments.size() > 1 || !(arguments.getFirst() instanceof JsonValue.Text(var name))) {
      return new RpcReply.Refusal(RpcReason.INVALID_PARAMS, "the name of one method is expected");
    }
    return table.stream()
        .filter(method -> method.name().equals(name))
        .findAny()
        .<RpcReply>map(method -> new RpcReply.Result(explained(method)))
        .orElseGet(() -> new RpcReply.Refusal(RpcReason.UNKNOWN_METHOD, "Method not found"));
  }

  private String explained(RpcMethod method) {
    var text = new StringBuilder(method.usage()).append("\n\n").append(method.told().summary());
    for (var param : method.params()) {
      text.append("\n  ").append(param.name()).append(": ").append(param.description());
    }
    for (var reason : method.errors()) {
      var entry = RpcErrors.of(dialect, reason);
      text.append("\n  error ").append(entry.code()).append(": ");
      text.append(OpenRpcDocument.words(reason));
    }
    return text.toString();
  }
}
