package io.alys.node.rpc;

import io.alys.node.http.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The method table as an OpenRPC 1.3 document, so that clients need no other description. */
final class OpenRpcDocument {
  private static final List<RpcReason> OF_EVERY_METHOD =
      List.of(RpcReason.INVALID_REQUEST, RpcReason.INTERNAL, RpcReason.TOO_MANY_REQUESTS);

  private final Dialect dialect;
  private final String version;

  OpenRpcDocument(Dialect dialect, String version) {
    this.dialect = dialect;
    this.version = version;
  }

  Map<String, @Nullable Object> of(List<RpcMethod> table) {
    var title =
        JsonTree.of(
            "title", "Alys consensus JSON-RPC", "version", version, "x-dialect", dialect.key());
    return JsonTree.of(
        "openrpc", "1.3.2", "info", title, "methods", table.stream().map(this::method).toList());
  }

  /** A reason in plain words, from its name. */
  static String words(RpcReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Map<String, @Nullable Object> method(RpcMethod method) {
    var reasons = Stream.concat(OF_EVERY_METHOD.stream(), method.errors().stream());
    return JsonTree.of(
        "name", method.name(),
        "summary", method.told().summary(),
        "paramStructure", dialect == Dialect.V1 ? "by-position" : "either",
        "params", method.params().stream().map(OpenRpcDocument::param).toList(),
        "result", JsonTree.of("name", "result", "schema", method.told().result()),
        "errors", reasons.map(this::error).toList());
  }

  private static Map<String, @Nullable Object> param(RpcParam param) {
    return JsonTree.of(
        "name", param.name(),
        "description", param.description(),
        "required", param.required(),
        "schema", param.schema());
  }

  private Map<String, @Nullable Object> error(RpcReason reason) {
    var entry = RpcErrors.of(dialect, reason);
    return JsonTree.of("code", entry.code(), "message", entry.message(words(reason)));
  }
}
