package io.alys.integration.spec;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.RestartRecord;
import io.alys.workflows.spec.SpecProblem.ListsDiffer;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the values of a spec file; its problems tell whether they may be used. */
final class SpecReader {

  private static final int V2_FORMAT = 1;
  private static final int BITCOIN_KEY_SIZE = 33;
  private static final int MAX_UINT8 = 0xff;
  private static final int MAX_UINT16 = 0xffff;
  private static final long MAX_UINT32 = 0xffff_ffffL;
  private static final long MAX_SLOT = (1L << 53) - 1;
  private static final CompactBits NO_BITS = new CompactBits(0);

  /** A libp2p peer id of a secp256k1 or an Ed25519 key. */
  private static final Pattern PEER_ID =
      Pattern.compile("(16Uiu2HA[1-9A-HJ-NP-Za-km-z]{45}|12D3KooW[1-9A-HJ-NP-Za-km-z]{44})");

  private final SpecFields fields;
  private final SpecProblems problems;
  private final MissingFields missing;

  SpecReader(JsonNode root, SpecProblems problems, MissingFields missing) {
    this.fields = SpecFields.of(root, problems, missing);
    this.problems = problems;
    this.missing = missing;
  }

  /** What the file says of one node alone. */
  LocalFields local() {
    @Nullable Boolean validator =
        fields.has("isValidator") ? fields.flag("isValidator", false) : null;
    @Nullable Integer timeout =
        fields.has("executionTimeoutLength")
            ? (int) fields.unsigned("executionTimeoutLength", MAX_UINT16, 0)
            : null;
    return new LocalFields(validator, timeout);
  }

  /** All values; harmless ones in place of those that are problems. */
  ChainSpec spec() {
    var keys =
        fields.list("authorities", BlsPublicKey.SIZE, BlsPublicKey::new, DevDefaults.AUTHORITIES);
    var version2 = version2(keys);
    var spec =
        new ChainSpec(
            slotDuration(),
            version2.authorities(),
            fields.list("federation", EvmAddress.SIZE, EvmAddress::new, DevDefaults.FEDERATION),
            fields.list(
                "federationBitcoinPubkeys", BITCOIN_KEY_SIZE, it -> it, DevDefaults.BITCOIN_KEYS),
            fields.bits("bits", DevDefaults.BITS),
            (int) fields.unsigned("chainId", MAX_UINT32, DevDefaults.CHAIN_ID),
            fields.unsigned(
                "maxBlocksWithoutPow", Long.MAX_VALUE, DevDefaults.MAX_BLOCKS_WITHOUT_POW),
            fields.unsigned("bitcoinStartHeight", MAX_UINT32, DevDefaults.BITCOIN_START_HEIGHT),
            retarget(),
            (int)
                fields.unsigned(
                    "requiredBtcTxnConfirmations", MAX_UINT16, DevDefaults.BITCOIN_CONFIRMATIONS),
            version2.rules());
    local();
    fields.end();
    return spec;
  }

  private Duration slotDuration() {
    return Duration.ofMillis(fields.unsigned("slotDuration", MAX_UINT32, DevDefaults.SLOT_MILLIS));
  }

  private V1Retarget retarget() {
    if (!fields.has("retargetParams") && missing == MissingFields.DEV_DEFAULTS) {
      return DevDefaults.RETARGET;
    }
    // What is missing inside the object is 0 in V1, not DEV's value.
    var section = fields.section("retargetParams", missing);
    var retarget =
        new V1Retarget(
            section.flag("powNoRetargeting", false),
            section.bits("powLimit", NO_BITS),
            section.bits("powLowerLimit", NO_BITS),
            section.unsigned("powTargetTimespan", Long.MAX_VALUE, 0),
            section.unsigned("powTargetSpacing", Long.MAX_VALUE, 0),
            (int) section.unsigned("maxPowAdjustment", MAX_UINT8, 0));
    section.end();
    return retarget;
  }

  private Version2 version2(List<BlsPublicKey> keys) {
    if (!fields.has("v2") && missing == MissingFields.DEV_DEFAULTS) {
      return Version2.absent(keys);
    }
    var section = fields.section("v2", MissingFields.REFUSED);
    long format = section.unsigned("version", MAX_UINT32, 0);
    if (format != V2_FORMAT && problems.isEmpty()) {
      problems.add("v2.version", "is " + format + ": this node reads version " + V2_FORMAT);
    }
    var version2 = new Version2(authorities(keys, section), rules(section));
    section.end();
    return version2;
  }

  private List<Authority> authorities(List<BlsPublicKey> keys, SpecFields section) {
    var proofs =
        section.list("proofsOfPossession", BlsSignature.SIZE, BlsSignature::new, List.of());
    var peers =
        section.texts("peerIds", it -> PEER_ID.matcher(it).matches(), "a libp2p peer id (16Uiu2…)");
    sameLength("v2.proofsOfPossession", proofs, keys);
    sameLength("v2.peerIds", peers, keys);
    var authorities = new ArrayList<Authority>();
    for (int i = 0; i < Math.min(keys.size(), Math.min(proofs.size(), peers.size())); i++) {
      authorities.add(new Authority(keys.get(i), proofs.get(i), peers.get(i)));
    }
    return authorities;
  }

  private void sameLength(String field, List<?> list, List<?> keys) {
    if (problems.isEmpty() && list.size() != keys.size()) {
      problems.add(field, new ListsDiffer(field, list.size(), keys.size()).text());
    }
  }

  private static V2Rules rules(SpecFields section) {
    var schedule = new ArrayList<RulesFrom>();
    for (var entry : section.sections("rules")) {
      long from = entry.unsigned("fromHeight", Long.MAX_VALUE, 0);
      schedule.add(new RulesFrom(from, (int) entry.unsigned("version", MAX_UINT8, 0)));
      entry.end();
    }
    return new V2Rules(
        schedule,
        section.unsigned("powSpacing", Long.MAX_VALUE, 0),
        section.bits("powLimit", NO_BITS),
        (int) section.unsigned("maxPowAdjustment", MAX_UINT8, 0),
        section.unsigned("evmChainId", Long.MAX_VALUE, 0),
        new Hash32(section.bytes("executionGenesisHash", Hash32.SIZE)),
        section.unsigned("cancunTime", Long.MAX_VALUE, 0),
        restart(section));
  }

  private static @Nullable RestartRecord restart(SpecFields section) {
    if (!section.has("restart")) {
      return null;
    }
    var entry = section.section("restart", MissingFields.REFUSED);
    var restart =
        new RestartRecord(
            new Hash32(entry.bytes("root", Hash32.SIZE)),
            new Slot(entry.unsigned("rootSlot", MAX_SLOT, 0)),
            new Slot(entry.unsigned("slot", MAX_SLOT, 0)));
    entry.end();
    return restart;
  }

  /** What the object {@code v2} says. */
  private record Version2(List<Authority> authorities, V2Rules rules) {

    /** A network of V1, whose authorities have no proofs and which has V1's rules alone. */
    static Version2 absent(List<BlsPublicKey> keys) {
      return new Version2(
          keys.stream().map(key -> new Authority(key, BlsSignature.ZERO, "")).toList(),
          new V2Rules(List.of(new RulesFrom(0, 1)), 0, NO_BITS, 0, 0, Hash32.ZERO, 0));
    }
  }
}
