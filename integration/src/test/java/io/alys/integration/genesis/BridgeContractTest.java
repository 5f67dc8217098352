package io.alys.integration.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.alys.integration.testing.Programs;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BridgeContractTest {
  private static final Path SOURCE =
      Programs.repository().resolve("integration/src/main/solidity/Bridge.sol");

  private final BridgeContract bridge = BridgeContract.load();
  private final JsonNode artefact = artefact();

  @Test
  void artefactIsOfTheSourceAsItIsNow() throws IOException, NoSuchAlgorithmException {
    var source = Files.readAllBytes(SOURCE);

    var sha256 = Hash32.of(MessageDigest.getInstance("SHA-256").digest(source));

    assertThat(bridge.sourceSha256())
        .as("run integration/src/main/solidity/compile after a change of Bridge.sol")
        .isEqualTo(sha256);
  }

  @Test
  void compilingTheSourceAgainGivesTheSameCode() throws IOException, InterruptedException {
    var solc = Programs.find("solc");
    assumeTrue(solc.isPresent(), "solc 0.8.30 is not on this machine");
    assertThat(Programs.run(List.of(solc.get().toString(), "--version"), ""))
        .contains(bridge.compiler());

    var output =
        JsonMapper.shared()
            .readTree(
                Programs.run(List.of(solc.get().toString(), "--standard-json"), compilerInput()));

    var compiled = output.required("contracts").required("Bridge.sol").required("Bridge");
    var code = compiled.required("evm").required("deployedBytecode").required("object").asString();
    assertThat(Bytes.fromHex(code)).isEqualTo(bridge.runtimeCode());
    assertThat(compiled.required("abi")).isEqualTo(artefact.required("abi"));
    assertThat(output.has("errors")).isFalse();
  }

  @Test
  void codeRunsOnShanghaiAndHasNoHashOfItsSurroundings() {
    var settings = artefact.required("settings");

    assertThat(settings.required("evmVersion").asString()).isEqualTo("shanghai");
    assertThat(settings.required("metadata").required("bytecodeHash").asString()).isEqualTo("none");
    assertThat(bridge.runtimeCode().hex())
        .as("knows its own address")
        .contains("73" + BridgeContract.ADDRESS.hex());
  }

  @Test
  void functionsAreThoseOfTheProtocol() {
    assertThat(signatures("function"))
        .containsExactlyInAnyOrder(
            "BURN_ADDRESS()",
            "MINIMUM()",
            "MINIMUM_ADDRESS_LENGTH()",
            "MAXIMUM_ADDRESS_LENGTH()",
            "requestPegOut(bytes)");
    assertThat(keccak("requestPegOut(bytes)").slice(0, 4).hex()).isEqualTo("9911dc74");
    assertThat(keccak("BURN_ADDRESS()").slice(0, 4).hex()).isEqualTo("fccc2813");
    assertThat(bridge.runtimeCode().hex()).contains("9911dc74", "fccc2813");
  }

  @Test
  void eventIsThatOfTheProtocol() {
    assertThat(signatures("event")).containsExactly("RequestPegOut(address,bytes,uint256)");
    assertThat(keccak("RequestPegOut(address,bytes,uint256)"))
        .isEqualTo(BridgeContract.PEG_OUT_TOPIC.bytes());
    assertThat(bridge.runtimeCode().hex()).contains(BridgeContract.PEG_OUT_TOPIC.hex());
    var inputs = entries("event").getFirst().required("inputs");
    assertThat(inputs.valueStream().map(input -> input.required("indexed").asBoolean()))
        .containsExactly(true, false, false);
  }

  private List<JsonNode> entries(String type) {
    return artefact
        .required("abi")
        .valueStream()
        .filter(entry -> entry.required("type").asString().equals(type))
        .toList();
  }

  private List<String> signatures(String type) {
    var found = new ArrayList<String>();
    for (var entry : entries(type)) {
      var types = entry.required("inputs").valueStream().map(it -> it.required("type").asString());
      found.add(entry.required("name").asString() + "(" + String.join(",", types.toList()) + ")");
    }
    return found;
  }

  private String compilerInput() throws IOException {
    var input = JsonMapper.shared().createObjectNode().put("language", "Solidity");
    input.putObject("sources").putObject("Bridge.sol").put("content", Files.readString(SOURCE));
    var settings = input.putObject("settings");
    artefact
        .required("settings")
        .properties()
        .forEach(it -> settings.set(it.getKey(), it.getValue()));
    settings
        .putObject("outputSelection")
        .putObject("*")
        .putArray("Bridge")
        .add("abi")
        .add("evm.deployedBytecode.object");
    return input.toString();
  }

  private static Bytes keccak(String text) {
    return Bytes.of(new Keccak.Digest256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode artefact() {
    var resource = BridgeContract.class.getResourceAsStream("Bridge.json");
    return JsonMapper.shared().readTree(Objects.requireNonNull(resource));
  }
}
