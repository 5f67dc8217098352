package io.alys.workflows.codec;

import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Test vectors from the resource folder {@code vectors}. */
public final class Vectors {

  /** Reads and writes JSON. */
  public static final JsonMapper JSON = JsonMapper.builder().build();

  /** Appendix A of the protocol reference, as far as blocks and AuxPoWs are concerned. */
  static final JsonNode PROTOCOL = json("protocol/blocks-and-auxpow.json");

  private Vectors() {}

  /** A JSON file, by its path below {@code vectors}. */
  public static JsonNode json(String path) {
    return JSON.readTree(bytes(path).toArray());
  }

  /** A binary file, by its path below {@code vectors}. */
  public static Bytes bytes(String path) {
    try (var stream = Vectors.class.getResourceAsStream("/vectors/" + path)) {
      return Bytes.of(Objects.requireNonNull(stream, path).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field that holds plain hex. */
  static Bytes hex(JsonNode node, String field) {
    return Bytes.fromHex(node.get(field).asString());
  }
}
