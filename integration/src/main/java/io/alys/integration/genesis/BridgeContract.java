package io.alys.integration.genesis;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The compiled bridge contract (protocol reference §7.6), read from the artefact that {@code
 * src/main/solidity/compile} writes.
 */
public record BridgeContract(Bytes runtimeCode, String compiler, Hash32 sourceSha256) {

  /** Where the contract is, on every network. */
  public static final EvmAddress ADDRESS =
      EvmAddress.fromHex("0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");

  /** Where burned coins and tips go; its balance is no supply (rule 4.3). */
  public static final EvmAddress BURN_ADDRESS =
      EvmAddress.fromHex("0x000000000000000000000000000000000000dead");

  /** First topic of {@code RequestPegOut(address,bytes,uint256)}. */
  public static final Hash32 PEG_OUT_TOPIC =
      Hash32.fromHex("aa1c6070bc915de33c0fbc36ecf77b1e4fc1ebce832b2da62b6fe25f5a7dd5b0");

  private static final String ARTEFACT = "Bridge.json";

  /** Reads the artefact. */
  public static BridgeContract load() {
    try (var stream = BridgeContract.class.getResourceAsStream(ARTEFACT)) {
      if (stream == null) {
        throw new IllegalStateException(ARTEFACT + " is missing from the build");
      }
      var artefact = JsonMapper.shared().readTree(stream);
      return new BridgeContract(
          Bytes.fromPrefixedHex(artefact.required("runtimeCode").asString()),
          artefact.required("compiler").asString(),
          Hash32.fromHex(artefact.required("sourceSha256").asString()));
    } catch (IOException e) {
      throw new UncheckedIOException(ARTEFACT, e);
    }
  }
}
