package io.alys.integration.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.workflows.ports.ExecutionClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes blocks with an execution client as a producing node does. */
final class BlockDriver {

  static final EngineFork FORK = EngineFork.DENEB;
  static final EvmAddress BURN = EvmAddress.fromHex("0x000000000000000000000000000000000000dead");

  private final ExecutionClient client;

  BlockDriver(ExecutionClient client) {
    this.client = client;
  }

  /** Waits for a stage that must not fail. */
  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** The beacon root of a child: any function of the parent does. */
  static Hash32 beaconRoot(Hash32 parent) {
    return parent;
  }

  ExecutionBlock latest() {
    return get(client.latestBlock());
  }

  static PayloadAttributes attributes(
      ExecutionBlock parent, long secondsLater, List<Withdrawal> withdrawals) {
    return new PayloadAttributes(
        UInt64.of(parent.timestamp().toLongExact() + secondsLater),
        parent.hash(),
        BURN,
        withdrawals,
        beaconRoot(parent.hash()));
  }

  ForkchoiceResult forkchoice(Hash32 head, @Nullable PayloadAttributes attributes) {
    var state = new ForkchoiceState(head, head, Hash32.ZERO);
    return get(client.forkchoiceUpdated(FORK, state, attributes));
  }

  PayloadId startOn(ExecutionBlock parent, PayloadAttributes attributes) {
    var started = forkchoice(parent.hash(), attributes);
    assertThat(started.status()).isEqualTo(new PayloadStatus.Valid(parent.hash()));
    return Objects.requireNonNull(started.payloadId());
  }

  BuiltPayload build(ExecutionBlock parent, List<Withdrawal> withdrawals) {
    var id = startOn(parent, attributes(parent, 2, withdrawals));
    return get(client.getPayload(FORK, id));
  }

  PayloadStatus execute(ExecutionPayload payload) {
    return get(client.newPayload(payload, beaconRoot(payload.parentHash())));
  }

  /** Builds, executes and makes head one block. */
  ExecutionPayload extend(List<Withdrawal> withdrawals) {
    var payload = build(latest(), withdrawals).payload();
    take(payload);
    return payload;
  }

  /** Executes a block and makes it head. */
  void take(ExecutionPayload payload) {
    var valid = new PayloadStatus.Valid(payload.blockHash());
    assertThat(execute(payload)).isEqualTo(valid);
    assertThat(forkchoice(payload.blockHash(), null).status()).isEqualTo(valid);
  }
}
