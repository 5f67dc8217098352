package io.alys.workflows.rules;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Chain specs to try the rules on. */
public final class TestSpecs {

  /** The easiest target of development chains. */
  public static final CompactBits EASY = new CompactBits(0x207fffff);

  private TestSpecs() {}

  /** What a test may want to differ from {@link #standard}. */
  public record Numbers(
      int authorities,
      int federation,
      CompactBits bits,
      CompactBits powLimit,
      long powSpacing,
      int maxPowAdjustment,
      long maxBlocksWithoutPow) {}

  /** Three authorities and members, 2 s slots, easy work, spacing 4, at most 256 blocks without. */
  public static ChainSpec standard() {
    return of(new Numbers(3, 3, EASY, EASY, 4, 20, 256));
  }

  /** The standard spec with Deneb payloads from a timestamp on. */
  public static ChainSpec withCancunAt(long timestamp) {
    return of(new Numbers(3, 3, EASY, EASY, 4, 20, 256), timestamp);
  }

  /** A spec with these numbers. */
  public static ChainSpec of(Numbers numbers) {
    return of(numbers, 0);
  }

  private static ChainSpec of(Numbers numbers, long cancunTime) {
    return new ChainSpec(
        Duration.ofSeconds(2),
        IntStream.range(0, numbers.authorities()).mapToObj(TestSpecs::authority).toList(),
        IntStream.range(0, numbers.federation()).mapToObj(TestSpecs::member).toList(),
        List.of(),
        numbers.bits(),
        212121,
        numbers.maxBlocksWithoutPow(),
        0,
        new V1Retarget(false, EASY, EASY, 5, 5, 20),
        6,
        new V2Rules(
            List.of(new RulesFrom(0, 2)),
            numbers.powSpacing(),
            numbers.powLimit(),
            numbers.maxPowAdjustment(),
            263634,
            Hash32.ZERO,
            cancunTime));
  }

  /** The i-th member's fee address. */
  public static EvmAddress member(int i) {
    return new EvmAddress(filled(EvmAddress.SIZE, 0xf0 + i));
  }

  /** The i-th authority; its key is its number repeated. */
  public static Authority authority(int i) {
    return new Authority(
        new BlsPublicKey(filled(BlsPublicKey.SIZE, i + 1)), BlsSignature.ZERO, "peer-" + i);
  }

  /** {@code size} times the same byte. */
  public static Bytes filled(int size, int value) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }
}
