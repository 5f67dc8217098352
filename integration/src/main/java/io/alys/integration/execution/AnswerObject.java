package io.alys.integration.execution;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import io.alys.workflows.ports.ExecutionFailure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of an answer, read strictly: a field that is missing or not of the form that
 * execution-apis gives it is a malformed answer, named by its path.
 */
final class AnswerObject {

  private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-fA-F][0-9a-fA-F]{0,63})");

  private final JsonNode node;
  private final String path;

  private AnswerObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** {@code path} begins with the method's name. */
  static AnswerObject of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw malformed(path, "is not an object");
    }
    return new AnswerObject(node, path);
  }

  /** A quantity that stands alone, as in {@code eth_chainId}. */
  static UInt64 uint64(JsonNode node, String path) {
    return toUInt64(node, path);
  }

  /** The elements of an array, each read by {@code read} with its path. */
  static <T> List<T> list(JsonNode node, String path, BiFunction<JsonNode, String, T> read) {
    if (!node.isArray()) {
      throw malformed(path, "is not an array");
    }
    var elements = new ArrayList<T>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(read.apply(node.get(i), path + "[" + i + "]"));
    }
    return elements;
  }

  /** Text of any content. */
  static String text(JsonNode node, String path) {
    if (!node.isString()) {
      throw malformed(path, "is not a string");
    }
    return node.stringValue();
  }

  /** Bytes of any length. */
  static Bytes data(JsonNode node, String path) {
    try {
      return Bytes.fromPrefixedHex(text(node, path));
    } catch (IllegalArgumentException e) {
      throw malformed(path, "is not hex data");
    }
  }

  /** Whether the field is there and not null. */
  boolean has(String name) {
    var value = node.get(name);
    return value != null && !value.isNull();
  }

  AnswerObject object(String name) {
    return of(field(name), at(name));
  }

  <T> List<T> list(String name, BiFunction<JsonNode, String, T> read) {
    return list(field(name), at(name), read);
  }

  String text(String name) {
    return text(field(name), at(name));
  }

  /** Text, or null where the field is missing or null. */
  @Nullable String optionalText(String name) {
    return has(name) ? text(name) : null;
  }

  Hash32 hash(String name) {
    return new Hash32(data(name, Hash32.SIZE));
  }

  /** A hash, or null where the field is missing or null. */
  @Nullable Hash32 optionalHash(String name) {
    return has(name) ? hash(name) : null;
  }

  EvmAddress address(String name) {
    return new EvmAddress(data(name, EvmAddress.SIZE));
  }

  /** Exactly {@code size} bytes. */
  Bytes data(String name, int size) {
    var bytes = data(field(name), at(name));
    if (bytes.size() != size) {
      throw malformed(at(name), "has " + bytes.size() + " bytes instead of " + size);
    }
    return bytes;
  }

  /** At most {@code size} bytes. */
  Bytes dataUpTo(String name, int size) {
    var bytes = data(field(name), at(name));
    if (bytes.size() > size) {
      throw malformed(at(name), "has " + bytes.size() + " bytes, at most " + size);
    }
    return bytes;
  }

  UInt64 uint64(String name) {
    return toUInt64(field(name), at(name));
  }

  UInt256 uint256(String name) {
    return new UInt256(quantity(field(name), at(name)));
  }

  /** A malformed answer at this place. */
  ExecutionFailure malformed(String problem) {
    return malformed(path, problem);
  }

  private static UInt64 toUInt64(JsonNode node, String path) {
    var number = quantity(node, path);
    if (number.bitLength() > Long.SIZE) {
      throw malformed(path, "is above 64 bits");
    }
    return new UInt64(number.longValue());
  }

  private static BigInteger quantity(JsonNode node, String path) {
    var text = text(node, path);
    if (!QUANTITY.matcher(text).matches()) {
      throw malformed(path, "is not a quantity");
    }
    return new BigInteger(text.substring(2), 16);
  }

  private JsonNode field(String name) {
    var value = node.get(name);
    if (value == null) {
      throw malformed(at(name), "is missing");
    }
    return value;
  }

  private String at(String name) {
    return path + "." + name;
  }

  private static ExecutionFailure malformed(String path, String problem) {
    return EngineErrors.malformed(path, problem);
  }
}
