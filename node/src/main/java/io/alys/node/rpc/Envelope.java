package io.alys.node.rpc;

import io.alys.node.http.JsonTree;
import io.alys.node.http.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call's answer is wrapped.
 *
 * @param version2 JSON-RPC 2.0, otherwise the three keys of 1.0
 * @param id as the caller wrote it
 * @param answered false for a notification
 */
record Envelope(boolean version2, JsonValue id, boolean answered) {

  /** For what could not be read as a call. */
  static Envelope anonymous(boolean version2) {
    return new Envelope(version2, new JsonValue.Null(), true);
  }

  Map<String, @Nullable Object> result(@Nullable Object tree) {
    var answer = start();
    answer.put("result", tree);
    if (!version2) {
      answer.put("error", null);
    }
    answer.put("id", id);
    return answer;
  }

  Map<String, @Nullable Object> error(int code, String message) {
    var answer = start();
    if (!version2) {
      answer.put("result", null);
    }
    answer.put("error", JsonTree.of("code", code, "message", message));
    answer.put("id", id);
    return answer;
  }

  private Map<String, @Nullable Object> start() {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    if (version2) {
      answer.put("jsonrpc", "2.0");
    }
    return answer;
  }
}
