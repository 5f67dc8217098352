package io.alys.workflows.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.fakes.AdditiveScheme;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.spec.SpecProblem.BadPossessionProof;
import io.alys.workflows.spec.SpecProblem.BadTarget;
import io.alys.workflows.spec.SpecProblem.ListsDiffer;
import io.alys.workflows.spec.SpecProblem.MemberCount;
import io.alys.workflows.spec.SpecProblem.OutOfRange;
import io.alys.workflows.spec.SpecProblem.Repeated;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spec must hold together, each check by itself. */
final class SpecChecksTest {
  private static final AdditiveScheme SCHEME = new AdditiveScheme();
  private static final CompactBits EASY = new CompactBits(0x207fffff);
  private static final Numbers GOOD =
      new Numbers(4, 4, Duration.ofSeconds(2), 212_121, EASY, 256, 4, 20);

  @Test
  void aGoodSpecHasNoProblems() {
    assertThat(SpecChecks.check(spec(GOOD), SCHEME)).isEmpty();
    assertThat(SpecChecks.warnings(spec(GOOD))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 15})
  void thereAreOneToElevenMembers(int members) {
    var spec = spec(GOOD.withMembers(members, members));

    assertThat(SpecChecks.check(spec, SCHEME))
        .contains(new MemberCount("authorities", members, 11));
  }

  @Test
  void eachAuthorityHasItsMember() {
    assertThat(SpecChecks.check(spec(GOOD.withMembers(4, 3)), SCHEME))
        .containsExactly(new ListsDiffer("federation", 3, 4));
  }

  @Test
  void noMemberIsThereTwice() {
    var spec = spec(GOOD);
    var twice =
        new ChainSpec(
            spec.slotDuration(),
            List.of(
                spec.authorities().get(0),
                spec.authorities().get(1),
                spec.authorities().get(0),
                spec.authorities().get(3)),
            spec.federation(),
            spec.federationBitcoinPubkeys(),
            spec.bits(),
            spec.chainId(),
            spec.maxBlocksWithoutPow(),
            0,
            spec.v1Retarget(),
            6,
            spec.v2());

    assertThat(SpecChecks.check(twice, SCHEME))
        .containsExactlyInAnyOrder(
            new Repeated("authorities", 0, 2), new Repeated("v2.peerIds", 0, 2));
  }

  @Test
  void aProofThatDoesNotVerifyIsNamedByItsPlace() {
    var doubtful = new Doubting(AdditiveScheme.key(2));

    assertThat(SpecChecks.check(spec(GOOD), doubtful)).containsExactly(new BadPossessionProof(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 3_600_001})
  void aSlotHasAtLeastASecond(long millis) {
    var spec = spec(GOOD.withSlot(Duration.ofMillis(millis)));

    assertThat(SpecChecks.check(spec, SCHEME))
        .singleElement()
        .isInstanceOfSatisfying(
            OutOfRange.class, it -> assertThat(it.field()).isEqualTo("slotDuration"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8_192, 12_000, 16_383})
  void noOrdinaryBlockCarriesTheChainId(int chainId) {
    assertThat(SpecChecks.check(spec(GOOD.withChainId(chainId)), SCHEME))
        .singleElement()
        .satisfies(it -> assertThat(it.field()).isEqualTo("chainId"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8_191, 16_384, -1})
  void otherChainIdsArePossible(int chainId) {
    assertThat(SpecChecks.check(spec(GOOD.withChainId(chainId)), SCHEME)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x04800000, 0xff7fffff, 0x20007fff})
  void bitsAreATargetInItsShortestForm(int bits) {
    assertThat(SpecChecks.check(spec(GOOD.withBits(new CompactBits(bits))), SCHEME))
        .containsExactly(new BadTarget("bits", new CompactBits(bits)));
  }

  @Test
  void theStallLimitIs64Spacings() {
    assertThat(SpecChecks.check(spec(GOOD.withWork(255, 4)), SCHEME))
        .singleElement()
        .satisfies(it -> assertThat(it.field()).isEqualTo("maxBlocksWithoutPow"));
    assertThat(SpecChecks.check(spec(GOOD.withWork(64, 1)), SCHEME)).isEmpty();
  }

  @Test
  void fewerThanFourAreWarnedAbout() {
    assertThat(SpecChecks.warnings(spec(GOOD.withMembers(3, 3))))
        .containsExactly("n = 3: below 4 authorities no rule tolerates a dishonest one");
  }

  private static ChainSpec spec(Numbers numbers) {
    return new ChainSpec(
        numbers.slot(),
        IntStream.range(0, numbers.authorities())
            .mapToObj(i -> new Authority(AdditiveScheme.key(i + 1), BlsSignature.ZERO, "peer-" + i))
            .toList(),
        IntStream.range(0, numbers.federation())
            .mapToObj(i -> new EvmAddress(Bytes.zeros(19).concat(Bytes.of((byte) (i + 1)))))
            .toList(),
        IntStream.range(0, numbers.authorities())
            .mapToObj(i -> Bytes.zeros(32).concat(Bytes.of((byte) (i + 1))))
            .toList(),
        numbers.bits(),
        numbers.chainId(),
        numbers.maxBlocksWithoutPow(),
        0,
        new V1Retarget(false, EASY, EASY, 60, 5, 20),
        6,
        new V2Rules(
            List.of(new RulesFrom(0, 2)),
            numbers.spacing(),
            EASY,
            numbers.adjustment(),
            263_634,
            Hash32.ZERO,
            0));
  }

  /** Believes nobody's proof of one key. */
  private record Doubting(BlsPublicKey doubted) implements BlsScheme {
    @Override
    public boolean verify(BlsPublicKey key, Hash32 root, BlsSignature signature) {
      return SCHEME.verify(key, root, signature);
    }

    @Override
    public boolean fastAggregateVerify(
        List<BlsPublicKey> keys, Hash32 root, BlsSignature aggregate) {
      return SCHEME.fastAggregateVerify(keys, root, aggregate);
    }

    @Override
    public BlsSignature aggregate(List<BlsSignature> signatures) {
      return SCHEME.aggregate(signatures);
    }

    @Override
    public boolean verifyPossession(BlsPublicKey key, BlsSignature proof) {
      return !key.equals(doubted);
    }
  }

  /** What the tests vary. */
  private record Numbers(
      int authorities,
      int federation,
      Duration slot,
      int chainId,
      CompactBits bits,
      long maxBlocksWithoutPow,
      long spacing,
      int adjustment) {

    Numbers withMembers(int some, int others) {
      return new Numbers(
          some, others, slot, chainId, bits, maxBlocksWithoutPow, spacing, adjustment);
    }

    Numbers withSlot(Duration other) {
      return new Numbers(
          authorities, federation, other, chainId, bits, maxBlocksWithoutPow, spacing, adjustment);
    }

    Numbers withChainId(int other) {
      return new Numbers(
          authorities, federation, slot, other, bits, maxBlocksWithoutPow, spacing, adjustment);
    }

    Numbers withBits(CompactBits other) {
      return new Numbers(
          authorities, federation, slot, chainId, other, maxBlocksWithoutPow, spacing, adjustment);
    }

    Numbers withWork(long most, long every) {
      return new Numbers(authorities, federation, slot, chainId, bits, most, every, adjustment);
    }
  }
}
