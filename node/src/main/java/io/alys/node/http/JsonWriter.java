package io.alys.node.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes plain trees (maps, lists, strings, whole numbers, booleans, null) as compact UTF-8. */
public final class JsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** The JSON text of a tree; {@link JsonValue}s may occur anywhere in it. */
  public static byte[] write(@Nullable Object tree) {
    var bytes = new ByteArrayOutputStream();
    try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(generator, tree);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, @Nullable Object tree) {
    switch (tree) {
      case null -> out.writeNull();
      case Map<?, ?> map -> writeMembers(out, map);
      case List<?> list -> writeItems(out, list);
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case BigInteger number -> out.writeNumber(number);
      case JsonValue value -> write(out, value);
      default -> throw new IllegalArgumentException("not a plain tree: " + tree.getClass());
    }
  }

  private static void write(JsonGenerator out, JsonValue value) {
    switch (value) {
      case JsonValue.Text(var text) -> out.writeString(text);
      case JsonValue.Numeral(var literal) -> out.writeNumber(literal);
      case JsonValue.Bool(var flag) -> out.writeBoolean(flag);
      case JsonValue.Null() -> out.writeNull();
      case JsonValue.Array(var items) -> writeItems(out, items);
      case JsonValue.Struct(var members) -> writeMembers(out, members);
    }
  }

  private static void writeMembers(JsonGenerator out, Map<?, ?> members) {
    out.writeStartObject();
    members.forEach(
        (name, value) -> {
          out.writeName((String) name);
          write(out, value);
        });
    out.writeEndObject();
  }

  private static void writeItems(JsonGenerator out, List<?> items) {
    out.writeStartArray();
    items.forEach(item -> write(out, item));
    out.writeEndArray();
  }
}
