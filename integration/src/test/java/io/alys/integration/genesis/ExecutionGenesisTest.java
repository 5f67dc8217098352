package io.alys.integration.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Wei;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class ExecutionGenesisTest {
  @Test
  void writesTheGoldenFileByteForByte() throws IOException {
    assertThat(GenesisSamples.DEV.toJson()).isEqualTo(golden());
  }

  @Test
  void hashesAreThoseThatGethAndEthereumjsReport() {
    assertThat(GenesisSamples.DEV.blockHash()).isEqualTo(GenesisSamples.DEV_HASH);
    assertThat(GenesisSamples.PRAGUE.blockHash()).isEqualTo(GenesisSamples.PRAGUE_HASH);
    assertThat(GenesisSamples.CROWD.blockHash()).isEqualTo(GenesisSamples.CROWD_HASH);
  }

  @Test
  void orderOfTheAccountsGivenDoesNotMatter() {
    var turned = new LinkedHashMap<EvmAddress, Wei>();
    GenesisSamples.CROWD.prefunded().reversed().forEach(turned::put);

    var genesis = ExecutionGenesis.atCancun(1, 2, turned);

    assertThat(genesis.toJson())
        .isEqualTo(ExecutionGenesis.atCancun(1, 2, GenesisSamples.CROWD.prefunded()).toJson());
  }

  @Test
  void allocHoldsTheBridgeTheSystemContractsAndTheFundedAccounts() {
    var accounts = GenesisSamples.DEV.accounts();

    assertThat(accounts)
        .hasSize(6)
        .containsEntry(
            BridgeContract.ADDRESS, GenesisAccount.contract(BridgeContract.load().runtimeCode()))
        .containsEntry(GenesisSamples.RICH, GenesisAccount.funded(GenesisSamples.RICHES));
    for (var contract : SystemContract.values()) {
      assertThat(accounts)
          .containsEntry(contract.address(), GenesisAccount.contract(contract.code()));
    }
  }

  @Test
  void noBlobsBeforeOsakaAndOneFromThen() {
    var schedule =
        JsonMapper.shared()
            .readTree(GenesisSamples.at(Map.of("PRAGUE", 5L, "OSAKA", 9L)).toJson())
            .required("config")
            .required("blobSchedule");

    assertThat(schedule.propertyNames()).containsExactly("cancun", "prague", "osaka");
    assertThat(schedule.required("cancun").required("max").asInt()).isZero();
    assertThat(schedule.required("prague").required("max").asInt()).isZero();
    assertThat(schedule.required("osaka").required("max").asInt()).isEqualTo(1);
  }

  @Test
  void forksThatAreNotScheduledAreNotNamed() {
    var config = JsonMapper.shared().readTree(GenesisSamples.DEV.toJson()).required("config");

    assertThat(config.has("shanghaiTime")).isTrue();
    assertThat(config.has("cancunTime")).isTrue();
    assertThat(config.has("pragueTime")).isFalse();
    assertThat(config.required("blobSchedule").has("prague")).isFalse();
  }

  @Test
  void aForkAfterTheGenesisDoesNotChangeItsHash() {
    var later = GenesisSamples.at(Map.of("PRAGUE", GenesisSamples.DEV.timestamp() + 1));
    var now = GenesisSamples.at(Map.of("PRAGUE", GenesisSamples.DEV.timestamp()));

    assertThat(later.blockHash()).isEqualTo(GenesisSamples.DEV_HASH);
    assertThat(now.blockHash()).isEqualTo(GenesisSamples.PRAGUE_HASH);
  }

  @Test
  void forksMustBeInOrderAndWithoutGaps() {
    refusesForks(Map.of("OSAKA", 9L), "OSAKA has a time, the fork before it has none");
    refusesForks(Map.of("PRAGUE", 9L, "OSAKA", 8L), "OSAKA comes before an earlier fork: 8");
    refusesForks(Map.of("PRAGUE", 1L << 53), "PRAGUE is at 9007199254740992");
    refusesForks(Map.of("PRAGUE", -1L), "PRAGUE comes before an earlier fork: -1");
  }

  @ParameterizedTest
  @EnumSource(names = {"SHANGHAI", "CANCUN"})
  void shanghaiAndCancunHoldFromTheStart(ExecutionFork fork) {
    var without = new TreeMap<>(GenesisSamples.DEV.forkTimes());
    without.remove(fork);
    assertThatThrownBy(() -> new ExecutionGenesis(1, 1, 30_000_000, without, new TreeMap<>()))
        .hasMessageContaining(fork == ExecutionFork.CANCUN ? "CANCUN has no" : "SHANGHAI has no");

    var late = new TreeMap<>(GenesisSamples.DEV.forkTimes());
    late.put(ExecutionFork.CANCUN, 1L);
    late.put(fork, 1L);
    assertThatThrownBy(() -> new ExecutionGenesis(1, 1, 30_000_000, late, new TreeMap<>()))
        .hasMessageContaining(fork + " is not at 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1L << 53})
  void chainIdMustBeKeptByEveryReader(long chainId) {
    assertThatThrownBy(() -> ExecutionGenesis.atCancun(chainId, 1, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution genesis: chainId is " + chainId);
  }

  @Test
  void impossibleNumbersAreRefused() {
    var forks = GenesisSamples.DEV.forkTimes();
    assertThatThrownBy(() -> ExecutionGenesis.atCancun(1, -1, Map.of()))
        .hasMessage("execution genesis: timestamp is -1");
    assertThatThrownBy(() -> new ExecutionGenesis(1, 1, 4_999, forks, new TreeMap<>()))
        .hasMessage("execution genesis: gasLimit is 4999");
  }

  @Test
  void balancesMustBePossible() {
    var most = new Wei(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    refusesBalance(GenesisSamples.RICH, Wei.ZERO, "is prefunded with nothing");
    refusesBalance(GenesisSamples.RICH, most.plus(Wei.of(1)), "has more than 256 bits");
    assertThat(ExecutionGenesis.atCancun(1, 1, Map.of(GenesisSamples.RICH, most)).toJson())
        .contains("\"balance\": \"0x" + "f".repeat(64) + '"');
  }

  @Test
  void contractsCannotBePrefunded() {
    refusesBalance(BridgeContract.ADDRESS, Wei.of(1), "is a contract and can't be prefunded");
    for (var contract : SystemContract.values()) {
      refusesBalance(contract.address(), Wei.of(1), "is a contract and can't be prefunded");
    }
  }

  @Test
  void emptyTrieHasTheKnownRoot() {
    assertThat(StateTrie.rootOf(Map.of()))
        .isEqualTo(
            Hash32.fromHex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
  }

  private static void refusesForks(Map<String, Long> later, String reason) {
    assertThatThrownBy(() -> GenesisSamples.at(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution genesis: " + reason);
  }

  private static void refusesBalance(EvmAddress address, Wei balance, String reason) {
    assertThatThrownBy(() -> ExecutionGenesis.atCancun(1, 1, Map.of(address, balance)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution genesis: " + address + " " + reason);
  }

  private static String golden() throws IOException {
    try (var stream = ExecutionGenesisTest.class.getResourceAsStream("execution-genesis.json")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
