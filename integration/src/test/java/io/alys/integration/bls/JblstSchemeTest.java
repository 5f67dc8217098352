package io.alys.integration.bls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.ports.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

class JblstSchemeTest {

  private static final Hash32 ROOT = Hash32.fromHex("11".repeat(32));

  private static final Entropy RANDOM = new SeededEntropy(new Random(7));

  private final JblstScheme scheme = new JblstScheme();

  private record SeededEntropy(Random random) implements Entropy {

    @Override
    public byte[] bytes(int size) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      return bytes;
    }

    @Override
    public long below(long bound) {
      return random.nextLong(bound);
    }
  }

  @TestFactory
  Stream<DynamicTest> signaturesOfAppendixA4Verify() {
    return each(
        vector ->
            vector
                .keys()
                .values()
                .forEach(
                    signed -> {
                      assertThat(scheme.verify(signed.key(), vector.root(), signed.signature()))
                          .isTrue();
                      assertThat(scheme.verify(signed.key(), ROOT, signed.signature())).isFalse();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aggregatesOfAppendixA4AreSumsAndVerify() {
    return each(
        vector ->
            vector
                .aggregates()
                .forEach(
                    (signers, expected) -> {
                      var keys = signers.stream().map(n -> vector.signed(n).key()).toList();
                      var sum =
                          scheme.aggregate(
                              signers.stream().map(n -> vector.signed(n).signature()).toList());

                      assertThat(sum).isEqualTo(expected);
                      assertThat(scheme.fastAggregateVerify(keys, vector.root(), sum)).isTrue();
                      assertThat(
                              scheme.fastAggregateVerify(
                                  keys.subList(1, keys.size()), vector.root(), sum))
                          .isFalse();
                    }));
  }

  @Test
  void anAggregateOfTenFailsWithOneKeyExchanged() {
    var keys = Stream.iterate(1, n -> n + 1).limit(10).map(JblstSchemeTest::key).toList();
    var signers = List.of(keys.get(0), keys.get(4), keys.get(3));
    var sum = scheme.aggregate(signers.stream().map(key -> key.sign(ROOT)).toList());

    assertThat(scheme.fastAggregateVerify(publicKeys(signers), ROOT, sum)).isTrue();
    var others = new ArrayList<>(publicKeys(signers));
    others.set(0, keys.get(1).publicKey());
    assertThat(scheme.fastAggregateVerify(others, ROOT, sum)).isFalse();
  }

  @Test
  void manyClaimsHoldTogetherExactlyWhenEachHolds() {
    var claims = new ArrayList<BlsScheme.Claim>();
    for (int i = 1; i <= 9; i++) {
      var root = Hash32.fromHex(("0" + i).repeat(32));
      var signers = List.of(key(i), key(i + 1));
      var sum = scheme.aggregate(signers.stream().map(key -> key.sign(root)).toList());
      claims.add(new BlsScheme.Claim(publicKeys(signers), root, sum));
    }

    assertThat(scheme.verifyAll(claims, RANDOM)).isTrue();
    assertThat(scheme.verifyAll(claims.subList(0, 1), RANDOM)).isTrue();
    for (int i = 0; i < claims.size(); i++) {
      var good = claims.get(i);
      var spoilt = new ArrayList<>(claims);
      spoilt.set(i, new BlsScheme.Claim(good.keys(), ROOT, good.aggregate()));
      assertThat(scheme.verifyAll(spoilt, RANDOM)).isFalse();
      spoilt.set(i, new BlsScheme.Claim(List.of(), good.root(), good.aggregate()));
      assertThat(scheme.verifyAll(spoilt, RANDOM)).isFalse();
    }
    for (var bad : badSignatures()) {
      var spoilt = new ArrayList<>(claims);
      spoilt.set(4, new BlsScheme.Claim(claims.get(4).keys(), claims.get(4).root(), bad));
      assertThat(scheme.verifyAll(spoilt, RANDOM)).isFalse();
    }
  }

  /** What is added to one signature and taken from another cancels out in a plain sum. */
  @Test
  void signaturesThatAreWrongInOppositeWaysDoNotHoldTogether() {
    var one = Hash32.fromHex("01".repeat(32));
    var two = Hash32.fromHex("02".repeat(32));
    var first = new P2(key(1).sign(one).bytes().toArray());
    var second = new P2(key(2).sign(two).bytes().toArray());
    var shift = new P2(key(3).sign(ROOT).bytes().toArray());
    first.add(shift);
    second.add(shift.dup().neg());
    var claims =
        List.of(
            new BlsScheme.Claim(
                publicKeys(List.of(key(1))), one, BlsSignature.of(first.compress())),
            new BlsScheme.Claim(
                publicKeys(List.of(key(2))), two, BlsSignature.of(second.compress())));

    assertThat(scheme.verifyAll(claims, RANDOM)).isFalse();
  }

  @Test
  void zeroInfinityAndOffSubgroupSignaturesNeverVerify() {
    var key = key(7).publicKey();

    for (var bad : badSignatures()) {
      assertThat(scheme.verify(key, ROOT, bad)).isFalse();
      assertThat(scheme.fastAggregateVerify(List.of(key), ROOT, bad)).isFalse();
      assertThat(scheme.verifyPossession(key, bad)).isFalse();
    }
  }

  @Test
  void zeroInfinityAndOffSubgroupKeysNeverVerify() {
    var signature = key(7).sign(ROOT);

    for (var bad : badKeys()) {
      assertThat(scheme.verify(bad, ROOT, signature)).isFalse();
      assertThat(scheme.fastAggregateVerify(List.of(key(7).publicKey(), bad), ROOT, signature))
          .isFalse();
      assertThat(scheme.verifyPossession(bad, signature)).isFalse();
    }
  }

  @Test
  void infinityKeyWithInfinitySignatureDoesNotVerify() {
    var key = BlsPublicKey.fromHex("c0" + "00".repeat(47));
    var signature = BlsSignature.fromHex("c0" + "00".repeat(95));

    assertThat(scheme.verify(key, ROOT, signature)).isFalse();
    assertThat(scheme.fastAggregateVerify(List.of(key), ROOT, signature)).isFalse();
  }

  @Test
  void keysThatCancelOutDoNotVerify() {
    var key = key(7).publicKey();
    var bytes = key.bytes().toArray();
    bytes[0] ^= 0x20;
    var negated = BlsPublicKey.of(bytes);

    assertThat(
            scheme.fastAggregateVerify(
                List.of(key, negated), ROOT, BlsSignature.fromHex("c0" + "00".repeat(95))))
        .isFalse();
  }

  @Test
  void noSignerDoesNotVerify() {
    assertThat(scheme.fastAggregateVerify(List.of(), ROOT, key(1).sign(ROOT))).isFalse();
  }

  @Test
  void aggregatingNothingOrABadPointIsAnError() {
    assertThatThrownBy(() -> scheme.aggregate(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    for (var bad : badSignatures()) {
      assertThatThrownBy(() -> scheme.aggregate(List.of(key(1).sign(ROOT), bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a BLS signature");
    }
  }

  @Test
  void possessionIsProvenByTheKeyItselfUnderItsOwnTag() {
    var key = key(7);

    assertThat(scheme.verifyPossession(key.publicKey(), key.provePossession())).isTrue();
    assertThat(scheme.verifyPossession(key(8).publicKey(), key.provePossession())).isFalse();
    assertThat(scheme.verifyPossession(key.publicKey(), key.sign(ROOT))).isFalse();
  }

  private static Stream<DynamicTest> each(Consumer<BlsVectors.Root> check) {
    return BlsVectors.read().roots().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest("block " + vector.block(), () -> check.accept(vector)));
  }

  private static BlsSecretKey key(int number) {
    var bytes = new byte[32];
    bytes[31] = (byte) number;
    return BlsSecretKey.fromBytes(bytes);
  }

  private static List<BlsPublicKey> publicKeys(List<BlsSecretKey> keys) {
    return keys.stream().map(BlsSecretKey::publicKey).toList();
  }

  private static List<BlsSignature> badSignatures() {
    return List.of(
        BlsSignature.ZERO,
        BlsSignature.fromHex("c0" + "00".repeat(95)),
        BlsSignature.fromHex("ff".repeat(96)),
        BlsSignature.fromHex("80" + "00".repeat(94) + "01"),
        BlsSignature.of(offSubgroup(96, bytes -> !new P2_Affine(bytes).in_group())));
  }

  private static List<BlsPublicKey> badKeys() {
    return List.of(
        BlsPublicKey.ZERO,
        BlsPublicKey.fromHex("c0" + "00".repeat(47)),
        BlsPublicKey.fromHex("ff".repeat(48)),
        BlsPublicKey.of(offSubgroup(48, bytes -> !new P1_Affine(bytes).in_group())));
  }

  /** The first compressed point with a small x that lies on the curve but outside the subgroup. */
  private static byte[] offSubgroup(int size, Predicate<byte[]> outside) {
    for (int x = 1; x < 256; x++) {
      var bytes = new byte[size];
      bytes[0] = (byte) 0x80;
      bytes[size - 1] = (byte) x;
      if (holds(outside, bytes)) {
        return bytes;
      }
    }
    throw new AssertionError("no such point");
  }

  private static boolean holds(Predicate<byte[]> outside, byte[] bytes) {
    try {
      return outside.test(bytes);
    } catch (RuntimeException notOnCurve) {
      return false;
    }
  }
}
