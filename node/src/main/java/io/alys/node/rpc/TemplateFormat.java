package io.alys.node.rpc;

import io.alys.messages.mining.AuxPowProtocol;
import io.alys.node.http.JsonTree;
import io.alys.workflows.pow.CompactTarget;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How {@code createauxblock} shows work: field types and byte orders of a dialect. */
final class TemplateFormat {
  private final Dialect dialect;

  TemplateFormat(Dialect dialect) {
    this.dialect = dialect;
  }

  Map<String, @Nullable Object> tree(AuxPowProtocol.Template template) {
    return switch (dialect) {
      case POOL -> forPools(template);
      case V1 -> forV1(template);
    };
  }

  Map<String, @Nullable Object> schema() {
    var members =
        JsonTree.of(
            "hash", Schemas.HASH,
            "chainid", Schemas.NUMBER,
            "previousblockhash", Schemas.HASH,
            "coinbasevalue", Schemas.NUMBER,
            "bits", Schemas.TEXT,
            "height", Schemas.NUMBER,
            "_target", Schemas.HASH);
    return Schemas.object(members);
  }

  /** Bits with all digits; the target as little endian, under both of its names. */
  private static Map<String, @Nullable Object> forPools(AuxPowProtocol.Template template) {
    var target = CompactTarget.bytes(CompactTarget.expand(template.bits())).reversed().hex();
    return JsonTree.of(
        "hash", template.workHash().hex(),
        "chainid", Integer.toUnsignedLong(template.chainId()),
        "previousblockhash", template.previousPowBlock().hex(),
        "coinbasevalue", 0,
        "bits", template.bits().hex(),
        "height", template.height().value(),
        "target", target,
        "_target", target);
  }

  /** Bits without leading zeros, the target as big endian (protocol reference §1.3, §1.4). */
  private static Map<String, @Nullable Object> forV1(AuxPowProtocol.Template template) {
    return JsonTree.of(
        "hash", template.workHash().hex(),
        "chainid", Integer.toUnsignedLong(template.chainId()),
        "previousblockhash", template.previousPowBlock().hex(),
        "coinbasevalue", 0,
        "bits", Integer.toHexString(template.bits().bits()),
        "height", template.height().value(),
        "_target", CompactTarget.bytes(CompactTarget.expand(template.bits())).hex());
  }
}
