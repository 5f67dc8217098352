package io.alys.node.admin;

import io.alys.node.http.JsonTree;
import io.alys.node.http.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as HTTP carries it. */
record AdminReply(int status, String contentType, ByteBuffer body) {

  static final String JSON = "application/json";
  private static final String TEXT = "text/plain;charset=utf-8";

  static AdminReply json(int status, Map<String, @Nullable Object> tree) {
    return new AdminReply(status, JSON, ByteBuffer.wrap(JsonWriter.write(tree)));
  }

  static AdminReply text(String text) {
    return text(TEXT, text);
  }

  static AdminReply text(String contentType, String text) {
    return new AdminReply(200, contentType, StandardCharsets.UTF_8.encode(text));
  }

  static AdminReply error(AdminError error, String message) {
    return json(
        error.status(), JsonTree.of("error", JsonTree.of("name", error.id(), "message", message)));
  }
}
