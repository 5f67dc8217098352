package io.alys.workflows.fakes;

import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Chain specifications for tests: easy work, keys of the {@link AdditiveScheme}, Deneb from 0. */
public final class TestSpecs {

  /** Half of all hashes meet it. */
  public static final CompactBits EASY = new CompactBits(0x207fffff);

  /** The AuxPoW chain id. */
  public static final int CHAIN_ID = 212_121;

  /** The execution layer's chain id. */
  public static final long EVM_CHAIN_ID = 121_212;

  private TestSpecs() {}

  /** A network of n authorities with slots of 2 s that stops after {@code maxWithoutPow} blocks. */
  public static ChainSpec of(int authorities, long maxWithoutPow) {
    var limit = EASY;
    return new ChainSpec(
        Duration.ofSeconds(2),
        IntStream.range(0, authorities).mapToObj(TestSpecs::authority).toList(),
        IntStream.range(0, authorities).mapToObj(TestSpecs::member).toList(),
        IntStream.range(0, authorities).mapToObj(i -> Bytes.zeros(33)).toList(),
        limit,
        CHAIN_ID,
        maxWithoutPow,
        0,
        new V1Retarget(false, limit, limit, 60, 5, 20),
        144,
        new V2Rules(
            List.of(new V2Rules.RulesFrom(0, 2)),
            1,
            limit,
            20,
            EVM_CHAIN_ID,
            FakePayloads.genesis().blockHash(),
            0));
  }

  private static Authority authority(int index) {
    return new Authority(AdditiveScheme.key(index + 1), BlsSignature.ZERO, "peer-" + index);
  }

  private static EvmAddress member(int index) {
    return new EvmAddress(Bytes.zeros(EvmAddress.SIZE - 1).concat(Bytes.of((byte) (index + 1))));
  }
}
