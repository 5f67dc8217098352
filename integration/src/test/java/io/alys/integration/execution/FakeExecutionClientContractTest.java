package io.alys.integration.execution;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.fakes.FakeExecutionClient;
import io.alys.workflows.fakes.FakePayloads;
import io.alys.workflows.ports.ExecutionClient;
import java.util.Set;

/** The client in memory keeps the contract of the real ones, under its own hash function. */
class FakeExecutionClientContractTest extends ExecutionClientContractTest {

  private final FakeExecutionClient client = new FakeExecutionClient(7);

  @Override
  ExecutionClient client() {
    return client;
  }

  @Override
  ExecutionExpectation expectation() {
    return new ExecutionExpectation(
        "memory", UInt64.of(7), FakePayloads.genesis().blockHash(), Set.of(EngineFork.DENEB));
  }

  @Override
  ExecutionPayload rehash(ExecutionPayload payload) {
    return FakePayloads.sealed(payload);
  }
}
