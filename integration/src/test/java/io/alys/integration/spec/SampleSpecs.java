package io.alys.integration.spec;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.spec.Authority;
import io.alys.workflows.spec.ChainSpec;
import io.alys.workflows.spec.V1Retarget;
import io.alys.workflows.spec.V2Rules;
import io.alys.workflows.spec.V2Rules.RulesFrom;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Specs of new networks whose members have the secret keys 1, 2, 3 and so on. */
final class SampleSpecs {
  private static final CompactBits EASY = new CompactBits(0x207fffff);
  private static final String PEER_ALPHABET = "123456789ABC";

  private SampleSpecs() {}

  static ChainSpec of(int members) {
    return new ChainSpec(
        Duration.ofSeconds(2),
        each(members, SampleSpecs::authority),
        each(members, i -> new EvmAddress(filled(EvmAddress.SIZE, i + 1))),
        each(members, i -> filled(33, i + 2)),
        EASY,
        212_121,
        256,
        0,
        new V1Retarget(true, EASY, EASY, 60, 5, 20),
        6,
        new V2Rules(
            List.of(new RulesFrom(0, 2)),
            4,
            EASY,
            20,
            263_634,
            new Hash32(filled(Hash32.SIZE, 0xab)),
            0));
  }

  private static Authority authority(int index) {
    var secret = new byte[BlsSecretKey.SIZE];
    var number = BigInteger.valueOf(index + 1L).toByteArray();
    System.arraycopy(number, 0, secret, secret.length - number.length, number.length);
    var key = BlsSecretKey.fromBytes(secret);
    var peer = "16Uiu2HA" + "m".repeat(44) + PEER_ALPHABET.charAt(index);
    return new Authority(key.publicKey(), key.provePossession(), peer);
  }

  private static <T> List<T> each(int count, IntFunction<T> of) {
    return IntStream.range(0, count).mapToObj(of).toList();
  }

  private static Bytes filled(int size, int value) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }
}
