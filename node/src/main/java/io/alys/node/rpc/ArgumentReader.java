package io.alys.node.rpc;

import io.alys.node.http.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the {@code params} of a call into the order of the method's parameters. */
final class ArgumentReader {
  private final Dialect dialect;

  ArgumentReader(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What came of reading. */
  sealed interface Outcome {}

  /** The arguments given; missing ones at the end are left out. */
  record Arguments(List<JsonValue> values) implements Outcome {}

  /** {@code params} has a shape that the method can't take. */
  record Unreadable(String detail) implements Outcome {}

  Outcome read(RpcMethod method, @Nullable JsonValue params) {
    if (method.params().isEmpty()) {
      return new Arguments(List.of());
    }
    if (method.bare() && dialect == Dialect.V1) {
      return new Arguments(params == null ? List.of() : List.of(params));
    }
    return switch (params) {
      case null -> new Arguments(List.of());
      case JsonValue.Array(var items) -> new Arguments(items);
      case JsonValue.Struct struct -> byName(method, struct);
      default ->
          method.bare()
              ? new Arguments(List.of(params))
              : new Unreadable("params must be an array or an object, not " + params.kind());
    };
  }

  private static Outcome byName(RpcMethod method, JsonValue.Struct given) {
    var values = new ArrayList<JsonValue>();
    int used = 0;
    for (var param : method.params()) {
      var names = given.members().keySet().stream().filter(param::isCalled).toList();
      if (names.size() > 1) {
        return new Unreadable("parameter " + param.name() + " is given twice");
      }
      if (names.isEmpty()) {
        break;
      }
      values.add(given.members().get(names.getFirst()));
      used++;
    }
    if (used < given.members().size()) {
      var names = method.params().stream().map(RpcParam::name).toList();
      return new Unreadable("the parameters of " + method.name() + " are " + names);
    }
    return new Arguments(values);
  }
}
