package io.alys.workflows.peg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.workflows.codec.Vectors;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class FederationScriptTest {

  private static final Bytes KEY = Bytes.fromHex("02" + "11".repeat(32));

  @TestFactory
  Stream<DynamicTest> scriptsAndAddressesAreThoseOfBitcoind() {
    return Vectors.json("v2/deposits.json")
        .get("scripts")
        .valueStream()
        .map(
            c ->
                dynamicTest(
                    "v2/deposits.json script " + c.get("m") + " of " + c.get("publicKeys").size(),
                    () -> check(c)));
  }

  private static void check(JsonNode c) {
    var script = of(c);
    var user = EvmAddress.fromHex(c.get("user").asString());

    assertThat(script.witnessScript().hex()).isEqualTo(c.get("witnessScript").asString());
    assertThat(script.scriptPubKey().hex()).isEqualTo(c.get("scriptPubKey").asString());
    assertThat(script.witnessScript(user).hex()).isEqualTo(c.get("userWitnessScript").asString());
    assertThat(SegwitAddress.of("bcrt", script.scriptPubKey()))
        .isEqualTo(c.get("regtest").asString());
    assertThat(SegwitAddress.of("bc", script.scriptPubKey()))
        .isEqualTo(c.get("mainnet").asString());
    assertThat(SegwitAddress.of("bcrt", script.scriptPubKey(user)))
        .isEqualTo(c.get("userRegtest").asString());
  }

  @Test
  void impossibleScriptsAreRefused() {
    assertThatThrownBy(() -> new FederationScript(0, List.of(KEY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FederationScript(2, List.of(KEY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FederationScript(1, Collections.nCopies(16, KEY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FederationScript(1, List.of(Bytes.zeros(65))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyVersionZeroProgramsHaveABech32Address() {
    assertThatThrownBy(() -> SegwitAddress.of("bc", Bytes.fromHex("6a14")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            SegwitAddress.of("bc", Bytes.fromHex("0014751e76e8199196d454941c45d1b3a323f1433bd6")))
        .isEqualTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
  }

  static FederationScript of(JsonNode c) {
    return new FederationScript(
        c.get("m").asInt(),
        c.get("publicKeys").valueStream().map(k -> Bytes.fromHex(k.asString())).toList());
  }
}
