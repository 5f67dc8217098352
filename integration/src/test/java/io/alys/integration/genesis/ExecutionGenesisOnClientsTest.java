package io.alys.integration.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** The genesis as real execution clients see it: its hash, its system contracts, its bridge. */
@Tag("real")
final class ExecutionGenesisOnClientsTest {
  private static final BigInteger HALF_BITCOIN = BigInteger.valueOf(500_000_000_000_000_000L);
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(100_000);
  private static final BigInteger MOST_PER_GAS = BigInteger.valueOf(5_000_000_000L);

  /** {@code requestPegOut} of the regtest address bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080. */
  private static final String BURN_CALL =
      "0x9911dc74"
          + "0000000000000000000000000000000000000000000000000000000000000020"
          + "000000000000000000000000000000000000000000000000000000000000002c"
          + "62637274317177353038643671656a7874646734793572337a61727661727930"
          + "63357877376b7967743038300000000000000000000000000000000000000000";

  /** A widely known key, of the account that the samples fund; worth nothing elsewhere. */
  private static final Credentials SPENDER =
      Credentials.create("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void cancunBlocksCarryTheParentBeaconRoot(String name) throws IOException, InterruptedException {
    try (var client = start(name, GenesisSamples.DEV)) {
      assertThat(genesisHash(client)).isEqualTo(GenesisSamples.DEV_HASH);
      var chain = new EngineChain(client, "V3");

      for (int i = 1; i <= 2; i++) {
        var block = chain.extend();

        assertThat(block.number()).isEqualTo(i);
        assertThat(chain.beaconRootAt(block)).isEqualTo(block.beaconRoot());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"geth", "ethereumjs"})
  void pragueBlocksKeepBlockHashesAndMakeNoRequests(String name)
      throws IOException, InterruptedException {
    try (var client = start(name, GenesisSamples.PRAGUE)) {
      assertThat(genesisHash(client)).isEqualTo(GenesisSamples.PRAGUE_HASH);
      var chain = new EngineChain(client, "V4");

      for (int i = 1; i <= 2; i++) {
        var block = chain.extend();

        assertThat(chain.beaconRootAt(block)).isEqualTo(block.beaconRoot());
        assertThat(chain.parentHashAt(block)).isEqualTo(block.parentHash());
        assertThat(block.requests()).isEmpty();
      }
    }
  }

  @Test
  void manyAccountsHashAsWeCompute() throws IOException, InterruptedException {
    try (var client = start("geth", GenesisSamples.CROWD)) {
      assertThat(genesisHash(client)).isEqualTo(GenesisSamples.CROWD_HASH);
    }
  }

  @Test
  void bridgeBurnsWhatIsSentAndRefusesTheRest() throws IOException, InterruptedException {
    try (var client = start("geth", GenesisSamples.DEV)) {
      client.rpc("eth_sendRawTransaction", burn());
      new EngineChain(client, "V3").extend();

      var log = client.rpc("eth_getLogs", Map.of("fromBlock", "0x1")).required(0);
      assertThat(log.required("address").asString())
          .isEqualTo(BridgeContract.ADDRESS.prefixedHex());
      assertThat(log.required("topics").required(0).asString())
          .isEqualTo(BridgeContract.PEG_OUT_TOPIC.prefixedHex());
      assertThat(log.required("topics").required(1).asString()).endsWith(GenesisSamples.RICH.hex());
      assertThat(log.required("data").asString())
          .contains("06f05b59d3b20000", BURN_CALL.substring(2 + 8 + 64));
      assertThatThrownBy(() -> call(client, "0x"))
          .hasMessageContaining("execution reverted: Cannot burn without BTC address");
      assertThatThrownBy(() -> call(client, "0xdeadbeef")).hasMessageContaining("reverted");
    }
  }

  private RunningClient start(String name, ExecutionGenesis genesis) throws IOException {
    return RunningClient.start(name, genesis, folder);
  }

  private static Hash32 genesisHash(RunningClient client) throws IOException, InterruptedException {
    var block = client.rpc("eth_getBlockByNumber", "0x0", false);
    return Hash32.fromHex(block.required("hash").asString());
  }

  private static String burn() {
    var transaction =
        RawTransaction.createTransaction(
            GenesisSamples.DEV.chainId(),
            BigInteger.ZERO,
            GAS_LIMIT,
            BridgeContract.ADDRESS.prefixedHex(),
            HALF_BITCOIN,
            BURN_CALL,
            BigInteger.ONE,
            MOST_PER_GAS);
    return Numeric.toHexString(TransactionEncoder.signMessage(transaction, SPENDER));
  }

  private static void call(RunningClient client, String data)
      throws IOException, InterruptedException {
    var from = GenesisSamples.RICH.prefixedHex();
    var to = BridgeContract.ADDRESS.prefixedHex();
    var call = Map.of("from", from, "to", to, "value", "0x6f05b59d3b20000", "data", data);
    client.rpc("eth_call", call, "latest");
  }
}
