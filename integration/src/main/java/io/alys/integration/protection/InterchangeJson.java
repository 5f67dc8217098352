package io.alys.integration.protection;

import io.alys.integration.protection.Interchange.KeyRecord;
import io.alys.integration.protection.Interchange.SignedSlot;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Interchange files as JSON. Reading is bounded and total: what is no such file is a {@link
 * ProtectionFailure} that names the place. Fields that EIP-3076 does not know are passed over.
 */
final class InterchangeJson {

  /** The longest file that is read, bytes. */
  static final int MAX_BYTES = 4 << 20;

  private static final String VERSION = "5";
  private static final int MAX_DEPTH = 16;
  private static final int MAX_KEYS = 1_000;
  private static final int MAX_BLOCKS = 100_000;
  private static final int MAX_SLOT_DIGITS = 18;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private InterchangeJson() {}

  static byte[] write(Interchange interchange) {
    var root = MAPPER.createObjectNode();
    root.putObject("metadata")
        .put("interchange_format_version", VERSION)
        .put("genesis_validators_root", interchange.genesis().prefixedHex());
    var keys = root.putArray("data");
    for (var key : interchange.keys()) {
      var entry = keys.addObject().put("pubkey", key.key().prefixedHex());
      var blocks = entry.putArray("signed_blocks");
      for (var block : key.blocks()) {
        var node = blocks.addObject().put("slot", block.slot().toString());
        if (block.root() != null) {
          node.put("signing_root", block.root().prefixedHex());
        }
        if (block.lockSlot() != null) {
          node.put("lock_slot", block.lockSlot().toString());
        }
      }
      entry.putArray("signed_attestations");
    }
    return (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static Interchange read(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new ProtectionFailure("it has more than " + MAX_BYTES + " bytes");
    }
    var root = parse(json);
    var metadata = root.path("metadata");
    var version = text(metadata, "interchange_format_version", "metadata");
    if (!version.equals(VERSION)) {
      throw new ProtectionFailure(
          "its interchange_format_version is " + shown(version) + ", not " + VERSION);
    }
    var genesis = new Hash32(hex(metadata, "genesis_validators_root", "metadata", Hash32.SIZE));
    var keys = new ArrayList<KeyRecord>();
    for (var entry : list(root, "data", "the file", MAX_KEYS)) {
      keys.add(key(entry, "data[" + keys.size() + "]"));
    }
    return new Interchange(genesis, keys);
  }

  private static KeyRecord key(JsonNode entry, String place) {
    var key = new BlsPublicKey(hex(entry, "pubkey", place, BlsPublicKey.SIZE));
    var blocks = new ArrayList<SignedSlot>();
    for (var block : list(entry, "signed_blocks", place, MAX_BLOCKS)) {
      blocks.add(block(block, place + ".signed_blocks[" + blocks.size() + "]"));
    }
    return new KeyRecord(key, blocks);
  }

  private static SignedSlot block(JsonNode node, String place) {
    @Nullable Hash32 root =
        node.has("signing_root") ? new Hash32(hex(node, "signing_root", place, Hash32.SIZE)) : null;
    @Nullable Slot lock = node.has("lock_slot") ? slot(node, "lock_slot", place) : null;
    return new SignedSlot(slot(node, "slot", place), root, lock);
  }

  private static JsonNode parse(byte[] json) {
    try {
      var root = MAPPER.readTree(json);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new ProtectionFailure(
          "it is not JSON" + (at == null ? "" : " (line " + at.getLineNr() + ")"));
    }
    throw new ProtectionFailure("it is not a JSON object");
  }

  private static List<JsonNode> list(JsonNode parent, String name, String place, int most) {
    var node = parent.path(name);
    if (!node.isArray()) {
      throw new ProtectionFailure(place + " has no list " + name);
    }
    if (node.size() > most) {
      throw new ProtectionFailure(place + " has more than " + most + " entries in " + name);
    }
    var entries = new ArrayList<JsonNode>();
    node.forEach(entries::add);
    return entries;
  }

  private static Slot slot(JsonNode parent, String name, String place) {
    var digits = text(parent, name, place);
    if (digits.length() > MAX_SLOT_DIGITS || !digits.matches("[0-9]+")) {
      throw new ProtectionFailure(
          place + "." + name + " is " + shown(digits) + ", not a slot as decimal text");
    }
    return new Slot(Long.parseLong(digits));
  }

  private static Bytes hex(JsonNode parent, String name, String place, int size) {
    var text = text(parent, name, place);
    if (text.length() != 2 + 2 * size || !text.matches("0x[0-9a-fA-F]+")) {
      throw new ProtectionFailure(
          place + "." + name + " is " + shown(text) + ", not 0x and " + 2 * size + " hex digits");
    }
    return Bytes.fromHex(text.substring(2));
  }

  private static String text(JsonNode parent, String name, String place) {
    var node = parent.path(name);
    if (!node.isString()) {
      throw new ProtectionFailure(place + " has no text " + name);
    }
    return node.stringValue();
  }

  private static String shown(String text) {
    return "\"" + (text.length() <= 100 ? text : text.substring(0, 40) + "…") + "\"";
  }
}
