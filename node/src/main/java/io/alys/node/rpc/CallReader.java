package io.alys.node.rpc;

import io.alys.node.http.JsonValue;
import org.jspecify.annotations.Nullable;

/** Reads one call of JSON-RPC 1.0, 1.1 or 2.0 out of a JSON value. */
final class CallReader {
  private static final String VERSION_2 = "2.0";

  private final Dialect dialect;

  CallReader(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What came of reading. */
  sealed interface Outcome {}

  /** A call; {@code params} is null when there are none. */
  record Call(Envelope envelope, String method, @Nullable JsonValue params) implements Outcome {}

  /** No call, and why. */
  record NoCall(Envelope envelope, String detail) implements Outcome {}

  Outcome read(JsonValue value) {
    if (!(value instanceof JsonValue.Struct request)) {
      return new NoCall(Envelope.anonymous(true), "a request is an object, not " + value.kind());
    }
    var version2 = VERSION_2.equals(request.text("jsonrpc"));
    var envelope = envelope(request, version2);
    if (envelope == null) {
      return new NoCall(Envelope.anonymous(version2), "id must be a string, a number or null");
    }
    if (dialect == Dialect.POOL && !knownVersion(request.get("jsonrpc"))) {
      return new NoCall(envelope, "jsonrpc must be \"1.0\", \"1.1\" or \"2.0\", or left out");
    }
    if (!(request.get("method") instanceof JsonValue.Text(var method))) {
      return new NoCall(answered(envelope), "method must be a string");
    }
    var params = request.get("params") instanceof JsonValue.Null ? null : request.get("params");
    if (dialect == Dialect.V1 && (params == null || request.get("id") == null)) {
      return new NoCall(answered(envelope), "id and params must be present");
    }
    return new Call(envelope, method, params);
  }

  /** Null when the id is none. V1 repeats any value, and knows no notifications. */
  private @Nullable Envelope envelope(JsonValue.Struct request, boolean version2) {
    var id = request.get("id");
    return switch (id) {
      case null -> new Envelope(version2, new JsonValue.Null(), !version2 || dialect == Dialect.V1);
      case JsonValue.Text _, JsonValue.Numeral _, JsonValue.Null _ ->
          new Envelope(version2, id, true);
      case JsonValue.Bool _, JsonValue.Array _, JsonValue.Struct _ ->
          dialect == Dialect.V1 ? new Envelope(version2, id, true) : null;
    };
  }

  private static boolean knownVersion(@Nullable JsonValue version) {
    return switch (version) {
      case null -> true;
      case JsonValue.Text(var text) ->
          text.equals("1.0") || text.equals("1.1") || text.equals(VERSION_2);
      default -> false;
    };
  }

  /** A malformed call is no notification: its sender learns of it. */
  private static Envelope answered(Envelope envelope) {
    return new Envelope(envelope.version2(), envelope.id(), true);
  }
}
