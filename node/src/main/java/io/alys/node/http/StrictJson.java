package io.alys.node.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads exactly one JSON text (RFC 8259) and refuses what readers disagree about: invalid UTF-8, a
 * byte order mark, duplicate names, unpaired surrogates, and anything beyond its limits.
 */
public final class StrictJson {
  private static final int MAX_NAME_LENGTH = 256;
  private static final int MAX_REASON_LENGTH = 160;

  private final JsonFactory factory;

  /** A reader with these limits; it may be shared between threads. */
  public StrictJson(JsonLimits limits) {
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxTokenCount(limits.maxTokens())
                    .maxNumberLength(limits.maxNumberLength())
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /** What came of reading. */
  public sealed interface Outcome {}

  /** The value. */
  public record Parsed(JsonValue value) implements Outcome {}

  /** Not one acceptable JSON text, and why, without line breaks. */
  public record Malformed(String reason) implements Outcome {}

  /** Reads UTF-8 bytes. */
  public Outcome parse(ByteBuffer utf8) {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(utf8);
    } catch (CharacterCodingException e) {
      return new Malformed("not valid UTF-8");
    }
    if (text.isEmpty()) {
      return new Malformed("empty");
    }
    try (var parser = open(text)) {
      var first = parser.nextToken();
      if (first == null) {
        return new Malformed("empty");
      }
      var value = value(parser, first);
      return parser.nextToken() == null
          ? new Parsed(value)
          : new Malformed("more than one value" + place(parser));
    } catch (Refusal e) {
      return new Malformed(e.reason);
    } catch (StreamConstraintsException e) {
      return new Malformed(oneLine("beyond a limit: " + e.getOriginalMessage()));
    } catch (JacksonException e) {
      return new Malformed(oneLine(e.getOriginalMessage() + " (character " + offset(e) + ")"));
    }
  }

  private JsonParser open(CharBuffer text) {
    return factory.createParser(
        ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.length());
  }

  /** The nesting is bounded by the parser, so the recursion is. */
  private static JsonValue value(JsonParser parser, @Nullable JsonToken token) throws Refusal {
    return switch (token) {
      case START_OBJECT -> struct(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonValue.Text(wellFormed(parser, parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getString());
      case VALUE_TRUE -> new JsonValue.Bool(true);
      case VALUE_FALSE -> new JsonValue.Bool(false);
      case VALUE_NULL -> new JsonValue.Null();
      case null, default -> throw new Refusal("ends too early" + place(parser));
    };
  }

  private static JsonValue struct(JsonParser parser) throws Refusal {
    var members = new LinkedHashMap<String, JsonValue>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      wellFormed(parser, name);
      if (members.containsKey(name)) {
        throw new Refusal("duplicate name" + place(parser));
      }
      members.put(name, value(parser, parser.nextToken()));
    }
    return new JsonValue.Struct(members);
  }

  private static JsonValue array(JsonParser parser) throws Refusal {
    var items = new ArrayList<JsonValue>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new JsonValue.Array(items);
  }

  /** Escapes may spell halves of surrogate pairs, which no UTF-8 answer could repeat. */
  private static String wellFormed(JsonParser parser, String text) throws Refusal {
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new Refusal("unpaired surrogate in a string" + place(parser));
    }
    return text;
  }

  private static String place(JsonParser parser) {
    return " (character " + parser.currentLocation().getCharOffset() + ")";
  }

  private static long offset(JacksonException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
  }

  private static String oneLine(String reason) {
    var clean = reason.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return clean.length() <= MAX_REASON_LENGTH ? clean : clean.substring(0, MAX_REASON_LENGTH);
  }

  /** Leaves the recursion; never leaves this class. */
  private static final class Refusal extends Exception {
    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
