package io.alys.integration.spec;

import io.alys.messages.types.Bytes;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.V1Retarget;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a spec as JSON; the order of the fields is part of the identity and never changes. */
final class SpecJson {

  private static final int V2_FORMAT = 1;

  private SpecJson() {}

  static String pretty(ChainSpec spec) {
    return JsonMapper.shared().writer().with(layout()).writeValueAsString(tree(spec)) + "\n";
  }

  static String compact(ChainSpec spec) {
    return JsonMapper.shared().writeValueAsString(tree(spec));
  }

  private static ObjectNode tree(ChainSpec spec) {
    var root = JsonMapper.shared().createObjectNode();
    root.put("slotDuration", spec.slotDuration().toMillis());
    list(root, "authorities", spec.authorities().stream().map(it -> it.publicKey().bytes()));
    list(root, "federation", spec.federation().stream().map(it -> it.bytes()));
    list(root, "federationBitcoinPubkeys", spec.federationBitcoinPubkeys().stream());
    root.put("bits", spec.bits().unsigned());
    root.put("chainId", Integer.toUnsignedLong(spec.chainId()));
    root.put("maxBlocksWithoutPow", spec.maxBlocksWithoutPow());
    root.put("bitcoinStartHeight", spec.bitcoinStartHeight());
    retarget(root.putObject("retargetParams"), spec.v1Retarget());
    root.put("requiredBtcTxnConfirmations", spec.requiredBitcoinConfirmations());
    version2(root.putObject("v2"), spec);
    return root;
  }

  private static void retarget(ObjectNode node, V1Retarget retarget) {
    node.put("powNoRetargeting", retarget.powNoRetargeting());
    node.put("powLimit", retarget.powLimit().unsigned());
    node.put("powLowerLimit", retarget.powLowerLimit().unsigned());
    node.put("powTargetTimespan", retarget.powTargetTimespan());
    node.put("powTargetSpacing", retarget.powTargetSpacing());
    node.put("maxPowAdjustment", retarget.maxPowAdjustment());
  }

  private static void version2(ObjectNode node, ChainSpec spec) {
    var v2 = spec.v2();
    node.put("version", V2_FORMAT);
    var rules = node.putArray("rules");
    for (var entry : v2.schedule()) {
      rules.addObject().put("fromHeight", entry.fromHeight()).put("version", entry.version());
    }
    var members = spec.authorities();
    list(node, "proofsOfPossession", members.stream().map(it -> it.proofOfPossession().bytes()));
    var peers = node.putArray("peerIds");
    members.stream().map(Authority::peerId).forEach(peers::add);
    node.put("powSpacing", v2.powSpacing());
    node.put("powLimit", v2.powLimit().unsigned());
    node.put("maxPowAdjustment", v2.maxPowAdjustment());
    node.put("evmChainId", v2.evmChainId());
    node.put("executionGenesisHash", v2.executionGenesisHash().prefixedHex());
    node.put("cancunTime", v2.cancunTime());
    var restart = v2.restart();
    if (restart != null) {
      node.putObject("restart")
          .put("root", restart.root().prefixedHex())
          .put("rootSlot", restart.rootSlot().value())
          .put("slot", restart.slot().value());
    }
  }

  private static void list(ObjectNode node, String name, Stream<Bytes> entries) {
    var array = node.putArray(name);
    entries.map(Bytes::prefixedHex).forEach(array::add);
  }

  /** Two spaces, one entry in a line, line feeds on every system. */
  private static DefaultPrettyPrinter layout() {
    var separators =
        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
