package io.alys.integration.spec;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.workflows.spec.V1Retarget;
import java.util.List;

/** The values of V1's DEV network, which V1 takes for missing fields (protocol reference §10.1). */
final class DevDefaults {
  static final long SLOT_MILLIS = 4_000;

  /** The key of the secret key 1. */
  static final List<BlsPublicKey> AUTHORITIES =
      List.of(
          BlsPublicKey.fromHex(
              "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
                  + "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"));

  static final List<EvmAddress> FEDERATION =
      List.of(EvmAddress.fromHex("2e80ab37dfb510a64526296fd1f295c42ef19c29"));

  /** The generator. */
  static final List<Bytes> BITCOIN_KEYS =
      List.of(Bytes.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"));

  static final CompactBits BITS = new CompactBits(505_794_034);
  static final long CHAIN_ID = 121_212;
  static final long MAX_BLOCKS_WITHOUT_POW = 50_000;
  static final long BITCOIN_START_HEIGHT = 95_800;
  static final V1Retarget RETARGET =
      new V1Retarget(false, new CompactBits(553_713_663), new CompactBits(439_495_319), 60, 5, 20);

  static final int BITCOIN_CONFIRMATIONS = 144;

  private DevDefaults() {}
}
