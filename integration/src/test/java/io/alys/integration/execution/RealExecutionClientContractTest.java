package io.alys.integration.execution;

import io.alys.integration.genesis.ExecutionGenesis;
import io.alys.integration.testing.ExecutionProcess;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.ports.ExecutionClient;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/** The contract with one process of a real execution client for all tests of the class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealExecutionClientContractTest extends ExecutionClientContractTest {

  /** A widely known key, of the account that the genesis funds; worth nothing elsewhere. */
  static final Credentials SPENDER =
      Credentials.create("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  static final ExecutionGenesis GENESIS =
      ExecutionGenesis.atCancun(
          121_212,
          0x6500_0000L,
          Map.of(EvmAddress.fromHex(SPENDER.getAddress()), new Wei(BigInteger.TEN.pow(21))));

  private @Nullable Path folder;
  private @Nullable ExecutionProcess process;
  private @Nullable EngineApiClient client;

  /** A process that is not started yet. */
  abstract ExecutionProcess process(Path folder);

  @BeforeAll
  void takeFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  /** Not before all tests, so that each one is reported as skipped where the program is missing. */
  @BeforeEach
  void startProcess() {
    if (client == null) {
      process = process(Objects.requireNonNull(folder));
      process.start();
      client = process.connect();
      // ethereumjs says SYNCING until it is told a head for the first time.
      driver().forkchoice(GENESIS.blockHash(), null);
    }
  }

  @AfterAll
  void stopProcess() {
    if (client != null) {
      client.close();
    }
    if (process != null) {
      process.close();
    }
  }

  @Override
  ExecutionClient client() {
    return Objects.requireNonNull(client);
  }

  ExecutionProcess process() {
    return Objects.requireNonNull(process);
  }

  @Override
  ExecutionExpectation expectation() {
    return new ExecutionExpectation(
        process().engineUrl().toString(),
        UInt64.of(GENESIS.chainId()),
        GENESIS.blockHash(),
        Set.of(EngineFork.DENEB));
  }

  @Override
  ExecutionPayload rehash(ExecutionPayload payload) {
    return PayloadMutation.rehashed(payload, BlockDriver.beaconRoot(payload.parentHash()));
  }
}
