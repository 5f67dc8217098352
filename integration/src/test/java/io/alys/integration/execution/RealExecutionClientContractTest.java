package io.alys.integration.execution;

import io.alys.integration.testing.ExecutionProcess;
import io.alys.messages.block.ExecutionPayload;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.ports.ExecutionClient;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract with one process of a real execution client for all tests of the class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealExecutionClientContractTest extends ExecutionClientContractTest {

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
      driver().forkchoice(RealChain.GENESIS.blockHash(), null);
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
    return RealChain.expectation(process().engineUrl());
  }

  @Override
  ExecutionPayload rehash(ExecutionPayload payload) {
    return PayloadMutation.rehashed(payload, BlockDriver.beaconRoot(payload.parentHash()));
  }
}
