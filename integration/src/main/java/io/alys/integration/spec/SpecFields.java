package io.alys.integration.spec;

import io.alys.config.Closest;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object of a spec file, read field by field. Whatever is wrong becomes a problem, and a
 * harmless value is read in its place, so that one pass finds every problem.
 */
final class SpecFields {

  private static final long MAX_UINT32 = 0xffff_ffffL;

  private final String prefix;
  private final @Nullable JsonNode object;
  private final SpecProblems problems;
  private final MissingFields missing;
  private final Set<String> names = new LinkedHashSet<>();

  private SpecFields(
      String prefix, @Nullable JsonNode object, SpecProblems problems, MissingFields missing) {
    this.prefix = prefix;
    this.object = object;
    this.problems = problems;
    this.missing = missing;
  }

  /** The fields of the file's outermost object. */
  static SpecFields of(JsonNode root, SpecProblems problems, MissingFields missing) {
    return new SpecFields("", root, problems, missing);
  }

  /** Whether there is such a field; null counts as none. */
  boolean has(String name) {
    names.add(name);
    return object != null && object.has(name) && !object.get(name).isNull();
  }

  /** The fields of an object below; {@code inner} says what is done about those missing in it. */
  SpecFields section(String name, MissingFields inner) {
    var node = field(name, missing);
    if (node.isPresent() && !node.get().isObject()) {
      wrong(name, node.get(), "an object");
    }
    return new SpecFields(
        prefix + name + ".", node.filter(JsonNode::isObject).orElse(null), problems, inner);
  }

  /** Objects of a list. */
  List<SpecFields> sections(String name) {
    var sections = new ArrayList<SpecFields>();
    each(
        name,
        (entry, element) -> {
          if (!element.isObject()) {
            wrong(entry, element, "an object");
          }
          var inner = element.isObject() ? element : null;
          sections.add(new SpecFields(prefix + entry + ".", inner, problems, missing));
        });
    return sections;
  }

  long unsigned(String name, long highest, long development) {
    return field(name, missing)
        .map(node -> integer(name, node, highest))
        .orElse(missing == MissingFields.DEV_DEFAULTS ? development : 0);
  }

  CompactBits bits(String name, CompactBits development) {
    return new CompactBits((int) unsigned(name, MAX_UINT32, development.unsigned()));
  }

  boolean flag(String name, boolean development) {
    var node = field(name, missing);
    if (node.isPresent() && !node.get().isBoolean()) {
      wrong(name, node.get(), "true or false");
    }
    return node.filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(development);
  }

  /** A byte string of a fixed length in hex; zeros when it is wrong. */
  Bytes bytes(String name, int size) {
    return field(name, missing).map(node -> hex(name, node, size)).orElse(Bytes.zeros(size));
  }

  /** Byte strings of a fixed length in hex. */
  <T> List<T> list(String name, int size, Function<Bytes, T> of, List<T> development) {
    if (!has(name) && missing == MissingFields.DEV_DEFAULTS) {
      return development;
    }
    var list = new ArrayList<T>();
    each(name, (entry, element) -> list.add(of.apply(hex(entry, element, size))));
    return list;
  }

  /** Texts that have a form. */
  List<String> texts(String name, Function<String, Boolean> form, String wanted) {
    var list = new ArrayList<String>();
    each(
        name,
        (entry, element) -> {
          var text = element.isString() ? element.stringValue() : "";
          if (!form.apply(text)) {
            wrong(entry, element, wanted);
          }
          list.add(text);
        });
    return list;
  }

  /** Says what was in the object and never asked for. */
  void end() {
    if (object == null) {
      return;
    }
    for (var name : object.propertyNames()) {
      if (!names.contains(name)) {
        var fix =
            Closest.to(name, names).map(it -> "did you mean " + it + "?").orElse("leave it out");
        problems.add(prefix + name, "is unknown: " + fix);
      }
    }
  }

  private Optional<JsonNode> field(String name, MissingFields ifMissing) {
    if (object == null) {
      names.add(name);
      return Optional.empty();
    }
    if (has(name)) {
      return Optional.of(object.get(name));
    }
    if (ifMissing == MissingFields.REFUSED) {
      problems.add(prefix + name, "is missing: every field must be given");
    }
    return Optional.empty();
  }

  private void each(String name, Element action) {
    var node = field(name, missing);
    if (node.isEmpty()) {
      return;
    }
    if (!node.get().isArray()) {
      wrong(name, node.get(), "a list");
      return;
    }
    int index = 0;
    for (var element : node.get()) {
      action.read(name + "[" + index++ + "]", element);
    }
  }

  private long integer(String name, JsonNode node, long highest) {
    boolean fits = node.isIntegralNumber() && node.canConvertToLong();
    if (!fits || node.longValue() < 0 || node.longValue() > highest) {
      wrong(name, node, "a whole number from 0 to " + highest);
      return 0;
    }
    return node.longValue();
  }

  private Bytes hex(String name, JsonNode node, int size) {
    var text = node.isString() ? node.stringValue() : "";
    var digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != 2 * size || !digits.matches("[0-9a-fA-F]+")) {
      wrong(name, node, size + " bytes as " + 2 * size + " hex digits");
      return Bytes.zeros(size);
    }
    return Bytes.fromHex(digits);
  }

  private void wrong(String name, JsonNode node, String wanted) {
    problems.add(prefix + name, "is " + shown(node) + ": write " + wanted);
  }

  private static String shown(JsonNode node) {
    if (node.isContainer()) {
      return node.isArray() ? "a list" : "an object";
    }
    var text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 40) + "… (" + text.length() + " letters)";
  }

  /** Reads one element of a list, which is named with its index. */
  @FunctionalInterface
  private interface Element {
    void read(String name, JsonNode element);
  }
}
