package io.alys.node.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A JSON text as it was written: numbers keep their digits, so that nothing is rounded. */
public sealed interface JsonValue {

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** A number by its literal, which may be far beyond every Java type. */
  record Numeral(String literal) implements JsonValue {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements JsonValue {}

  /** {@code null}. */
  record Null() implements JsonValue {}

  /** An array. */
  record Array(List<JsonValue> items) implements JsonValue {

    /** Keeps a copy of the items. */
    public Array {
      items = List.copyOf(items);
    }
  }

  /** An object, its members in the order of the text. */
  record Struct(SequencedMap<String, JsonValue> members) implements JsonValue {

    /** Keeps a copy of the members. */
    public Struct {
      members = new LinkedHashMap<>(members);
    }

    /** The member with a name, null when there is none. */
    public @Nullable JsonValue get(String name) {
      return members.get(name);
    }

    /** The member with a name when it is a string. */
    public @Nullable String text(String name) {
      return members.get(name) instanceof Text(var value) ? value : null;
    }
  }

  /** What a value is called in a message to a person. */
  default String kind() {
    return switch (this) {
      case Text _ -> "a string";
      case Numeral _ -> "a number";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
      case Array _ -> "an array";
      case Struct _ -> "an object";
    };
  }
}
