package io.alys.integration.keys;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keystores as JSON (EIP-2335). Reading is total: what is no keystore is a named refusal. */
final class KeystoreJson {

  private static final int VERSION = 4;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private KeystoreJson() {}

  /**
   * Reads a keystore.
   *
   * @throws IllegalArgumentException with the cause, when it is none or of another version
   */
  static Keystore read(byte[] json) {
    var root = parse(json);
    var version = root.path("version");
    if (!version.isInt() || version.intValue() != VERSION) {
      throw new IllegalArgumentException("its version is not " + VERSION);
    }
    var crypto = root.path("crypto");
    function(crypto, "checksum", "sha256");
    function(crypto, "cipher", "aes-128-ctr");
    return new Keystore(
        derivation(crypto),
        hex(crypto.path("cipher").path("params"), "iv"),
        hex(crypto.path("cipher"), "message"),
        hex(crypto.path("checksum"), "message"),
        new BlsPublicKey(hex(root, "pubkey")),
        root.path("path").isString() ? root.path("path").stringValue() : "",
        uuid(root));
  }

  static byte[] write(Keystore keystore) {
    var root = MAPPER.createObjectNode();
    var crypto = root.putObject("crypto");
    writeDerivation(crypto.putObject("kdf"), keystore.derivation());
    module(crypto.putObject("checksum"), "sha256", keystore.checksum());
    var cipher = crypto.putObject("cipher");
    module(cipher, "aes-128-ctr", keystore.cipherText()).put("iv", keystore.iv().hex());
    root.put("description", "Alys authority");
    root.put("pubkey", keystore.publicKey().hex());
    root.put("path", keystore.path());
    root.put("uuid", keystore.uuid().toString());
    root.put("version", VERSION);
    return (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parse(byte[] json) {
    try {
      var root = MAPPER.readTree(json);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException(
          "it is not JSON" + (at == null ? "" : " (line " + at.getLineNr() + ")"), e);
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  private static KeyDerivation derivation(JsonNode crypto) {
    var name = crypto.path("kdf").path("function").asString("");
    var params = crypto.path("kdf").path("params");
    var salt = hex(params, "salt");
    if (number(params, "dklen") != KeyDerivation.KEY_BYTES) {
      throw new IllegalArgumentException("dklen is not " + KeyDerivation.KEY_BYTES);
    }
    return switch (name) {
      case "scrypt" ->
          new KeyDerivation.Scrypt(
              number(params, "n"), number(params, "r"), number(params, "p"), salt);
      case "pbkdf2" -> {
        if (!params.path("prf").asString("").equals("hmac-sha256")) {
          throw new IllegalArgumentException("its prf is not hmac-sha256");
        }
        yield new KeyDerivation.Pbkdf2(number(params, "c"), salt);
      }
      default -> throw new IllegalArgumentException("its kdf is neither scrypt nor pbkdf2");
    };
  }

  private static void writeDerivation(ObjectNode node, KeyDerivation derivation) {
    switch (derivation) {
      case KeyDerivation.Scrypt scrypt ->
          module(node, "scrypt", Bytes.EMPTY)
              .put("dklen", KeyDerivation.KEY_BYTES)
              .put("n", scrypt.n())
              .put("r", scrypt.r())
              .put("p", scrypt.p())
              .put("salt", scrypt.salt().hex());
      case KeyDerivation.Pbkdf2 pbkdf2 ->
          module(node, "pbkdf2", Bytes.EMPTY)
              .put("dklen", KeyDerivation.KEY_BYTES)
              .put("c", pbkdf2.c())
              .put("prf", "hmac-sha256")
              .put("salt", pbkdf2.salt().hex());
    }
  }

  /** Fills in a module of EIP-2335 and returns its parameters. */
  private static ObjectNode module(ObjectNode node, String function, Bytes message) {
    node.put("function", function);
    var params = node.putObject("params");
    node.put("message", message.hex());
    return params;
  }

  private static void function(JsonNode crypto, String module, String wanted) {
    if (!crypto.path(module).path("function").asString("").equals(wanted)) {
      throw new IllegalArgumentException("its " + module + " is not " + wanted);
    }
  }

  private static int number(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isInt()) {
      throw new IllegalArgumentException(field + " is not a number");
    }
    return value.intValue();
  }

  private static Bytes hex(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    var text = value.stringValue().toLowerCase(Locale.ROOT);
    try {
      return text.startsWith("0x") ? Bytes.fromPrefixedHex(text) : Bytes.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + " is not hex", e);
    }
  }

  private static UUID uuid(JsonNode root) {
    try {
      return UUID.fromString(root.path("uuid").asString(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its uuid is missing or none", e);
    }
  }
}
