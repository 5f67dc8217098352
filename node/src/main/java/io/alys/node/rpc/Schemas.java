package io.alys.node.rpc;

import io.alys.node.http.JsonTree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON schemas that methods are described with. */
final class Schemas {
  static final Map<String, @Nullable Object> TEXT = JsonTree.of("type", "string");
  static final Map<String, @Nullable Object> BOOLEAN = JsonTree.of("type", "boolean");
  static final Map<String, @Nullable Object> NUMBER = JsonTree.of("type", "integer", "minimum", 0);
  static final Map<String, @Nullable Object> OBJECT = JsonTree.of("type", "object");
  static final Map<String, @Nullable Object> OBJECT_OR_NULL =
      JsonTree.of("type", List.of("object", "null"));
  static final Map<String, @Nullable Object> HASH = text("^[0-9a-fA-F]{64}$");
  static final Map<String, @Nullable Object> HEX = text("^([0-9a-fA-F]{2})+$");
  static final Map<String, @Nullable Object> EVM_ADDRESS = text("^(0x)?[0-9a-fA-F]{40}$");

  private Schemas() {}

  /** An object with these members, all required. */
  static Map<String, @Nullable Object> object(Map<String, @Nullable Object> members) {
    return JsonTree.of(
        "type", "object", "required", List.copyOf(members.keySet()), "properties", members);
  }

  private static Map<String, @Nullable Object> text(String pattern) {
    return JsonTree.of("type", "string", "pattern", pattern);
  }
}
