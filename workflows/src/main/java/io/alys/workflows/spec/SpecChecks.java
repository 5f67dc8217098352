package io.alys.workflows.spec;

import io.alys.messages.types.CompactBits;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.pow.CompactTarget;
import io.alys.workflows.spec.SpecProblem.BadPossessionProof;
import io.alys.workflows.spec.SpecProblem.BadSchedule;
import io.alys.workflows.spec.SpecProblem.BadTarget;
import io.alys.workflows.spec.SpecProblem.Bounds;
import io.alys.workflows.spec.SpecProblem.ChainIdOfVersionBits;
import io.alys.workflows.spec.SpecProblem.EasierThanLimit;
import io.alys.workflows.spec.SpecProblem.ListsDiffer;
import io.alys.workflows.spec.SpecProblem.MemberCount;
import io.alys.workflows.spec.SpecProblem.OutOfRange;
import io.alys.workflows.spec.SpecProblem.Repeated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Checks of a chain spec across its fields; all problems are found in one pass. */
public final class SpecChecks {

  /** Fees, peg-ins and refunds must fit 16 withdrawals (rule 4.1). */
  public static final int MAX_AUTHORITIES = 11;

  /** Below it no rule tolerates a dishonest authority. */
  public static final int SAFE_AUTHORITIES = 4;

  /** The stall limit in AuxPoW spacings (rule 7.5). */
  public static final long MIN_SPACINGS_WITHOUT_POW = 64;

  /** The upper halves of block versions with BIP 9's top bits 001. */
  static final int BIP9_FIRST = 0x2000;

  static final int BIP9_LAST = 0x3fff;

  private static final int OLDEST_RULES = 1;
  private static final int NEWEST_RULES = 2;
  private static final long MIN_SLOT_MILLIS = 1_000;
  private static final long MAX_SLOT_MILLIS = 3_600_000;

  /** The largest integer that every JSON reader keeps exactly. */
  private static final long MAX_JSON_INTEGER = (1L << 53) - 1;

  private static final int MAX_ADJUSTMENT = 99;

  private final ChainSpec spec;
  private final List<SpecProblem> problems = new ArrayList<>();

  private SpecChecks(ChainSpec spec) {
    this.spec = spec;
  }

  /** What is wrong with a spec; nothing when it can be used. */
  public static List<SpecProblem> check(ChainSpec spec, BlsScheme scheme) {
    var checks = new SpecChecks(spec);
    checks.members();
    checks.times();
    checks.chainIds();
    checks.schedule();
    if (usesVersion2(spec)) {
      checks.possession(scheme);
      checks.work();
    }
    return List.copyOf(checks.problems);
  }

  /** What an operator should know although the spec can be used. */
  public static List<String> warnings(ChainSpec spec) {
    int n = spec.authorities().size();
    if (n >= SAFE_AUTHORITIES) {
      return List.of();
    }
    return List.of(
        "n = %d: below %d authorities no rule tolerates a dishonest one"
            .formatted(n, SAFE_AUTHORITIES));
  }

  private static boolean usesVersion2(ChainSpec spec) {
    return spec.v2().schedule().stream().anyMatch(it -> it.version() >= NEWEST_RULES);
  }

  private void members() {
    int count = spec.authorities().size();
    if (count < 1 || count > MAX_AUTHORITIES) {
      problems.add(new MemberCount("authorities", count, MAX_AUTHORITIES));
    }
    sameLength("federation", spec.federation().size());
    sameLength("federationBitcoinPubkeys", spec.federationBitcoinPubkeys().size());
    distinct("authorities", spec.authorities().stream().map(Authority::publicKey).toList());
    distinct("federation", spec.federation());
    distinct("federationBitcoinPubkeys", spec.federationBitcoinPubkeys());
    distinct(
        "v2.peerIds",
        spec.authorities().stream().map(Authority::peerId).filter(it -> !it.isEmpty()).toList());
  }

  private void sameLength(String field, int length) {
    if (length != spec.authorities().size()) {
      problems.add(new ListsDiffer(field, length, spec.authorities().size()));
    }
  }

  private <T> void distinct(String field, List<T> entries) {
    var seen = new HashMap<T, Integer>();
    for (int i = 0; i < entries.size(); i++) {
      var earlier = seen.putIfAbsent(entries.get(i), i);
      if (earlier != null) {
        problems.add(new Repeated(field, earlier, i));
      }
    }
  }

  private void times() {
    long slot = spec.slotDuration().toMillis();
    within("slotDuration", slot, new Bounds(MIN_SLOT_MILLIS, MAX_SLOT_MILLIS), "rule 3.1, in ms");
    within("v2.cancunTime", spec.v2().cancunTime(), new Bounds(0, MAX_JSON_INTEGER), "in seconds");
    var restart = spec.v2().restart();
    if (restart != null) {
      var bounds = new Bounds(restart.rootSlot().next().value(), MAX_JSON_INTEGER);
      within("v2.restart.slot", restart.slot().value(), bounds, "above the root's, rule 2.9");
    }
  }

  private void chainIds() {
    long chainId = Integer.toUnsignedLong(spec.chainId());
    within("chainId", chainId, new Bounds(1, 0xffff_ffffL), "the AuxPoW chain id");
    if (chainId >= BIP9_FIRST && chainId <= BIP9_LAST) {
      problems.add(new ChainIdOfVersionBits(chainId));
    }
    if (usesVersion2(spec)) {
      var bounds = new Bounds(1, MAX_JSON_INTEGER);
      within("v2.evmChainId", spec.v2().evmChainId(), bounds, "as the execution genesis has it");
    }
  }

  private void schedule() {
    var schedule = spec.v2().schedule();
    if (schedule.isEmpty() || schedule.getFirst().fromHeight() != 0) {
      problems.add(new BadSchedule("says nothing of height 0"));
    }
    for (int i = 0; i < schedule.size(); i++) {
      var rules = schedule.get(i);
      if (rules.version() < OLDEST_RULES || rules.version() > NEWEST_RULES) {
        problems.add(new BadSchedule("names rules version " + rules.version() + ", none such"));
      }
      if (i > 0 && rules.fromHeight() <= schedule.get(i - 1).fromHeight()) {
        problems.add(new BadSchedule("does not ascend at height " + rules.fromHeight()));
      }
      if (i > 0 && rules.version() <= schedule.get(i - 1).version()) {
        problems.add(new BadSchedule("does not raise the version at " + rules.fromHeight()));
      }
    }
  }

  private void possession(BlsScheme scheme) {
    for (int i = 0; i < spec.authorities().size(); i++) {
      var authority = spec.authorities().get(i);
      if (!scheme.verifyPossession(authority.publicKey(), authority.proofOfPossession())) {
        problems.add(new BadPossessionProof(i));
      }
    }
  }

  private void work() {
    var v2 = spec.v2();
    boolean bits = target("bits", spec.bits());
    boolean limit = target("v2.powLimit", v2.powLimit());
    if (bits
        && limit
        && CompactTarget.expand(spec.bits()).compareTo(CompactTarget.expand(v2.powLimit())) > 0) {
      problems.add(new EasierThanLimit(spec.bits(), v2.powLimit()));
    }
    within("v2.maxPowAdjustment", v2.maxPowAdjustment(), new Bounds(1, MAX_ADJUSTMENT), "per cent");
    var spacings = new Bounds(1, Integer.MAX_VALUE);
    within("v2.powSpacing", v2.powSpacing(), spacings, "in blocks");
    if (spacings.hold(v2.powSpacing())) {
      within(
          "maxBlocksWithoutPow",
          spec.maxBlocksWithoutPow(),
          new Bounds(MIN_SPACINGS_WITHOUT_POW * v2.powSpacing(), Long.MAX_VALUE),
          "64 times v2.powSpacing, rule 7.5");
    }
  }

  private boolean target(String field, CompactBits bits) {
    var target = CompactTarget.expand(bits);
    boolean good = target.signum() > 0 && CompactTarget.compact(target).equals(bits);
    if (!good) {
      problems.add(new BadTarget(field, bits));
    }
    return good;
  }

  private void within(String field, long value, Bounds bounds, String reason) {
    if (!bounds.hold(value)) {
      problems.add(new OutOfRange(field, value, bounds, reason));
    }
  }
}
