package io.alys.workflows.ports;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.BuiltPayload;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceResult;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The execution client behind the Engine API (execution-apis, {@code src/engine}). Hashes are those
 * of execution blocks. Every stage fails with {@link ExecutionFailure} and nothing else; no method
 * blocks or throws. Calls are made one after the other by their only caller, the EngineActor.
 */
public interface ExecutionClient extends AutoCloseable {

  /** {@code engine_exchangeCapabilities}: the methods that the client offers. */
  CompletionStage<Set<String>> exchangeCapabilities(Set<String> ours);

  /** {@code engine_getClientVersionV1}; empty when the client does not offer it. */
  CompletionStage<Optional<ClientVersion>> clientVersion();

  /** {@code eth_chainId}; also the cheapest question to ask whether the client answers. */
  CompletionStage<UInt64> chainId();

  /** {@code engine_forkchoiceUpdatedV2/V3}; with attributes the client starts to build. */
  CompletionStage<ForkchoiceResult> forkchoiceUpdated(
      EngineFork fork, ForkchoiceState state, @Nullable PayloadAttributes attributes);

  /**
   * {@code engine_getPayloadV2/V3}. A payload with blobs or execution requests fails with {@link
   * ExecutionFailure.Kind#UNSUPPORTED_PAYLOAD}.
   */
  CompletionStage<BuiltPayload> getPayload(EngineFork fork, PayloadId id);

  /**
   * {@code engine_newPayloadV2/V3}; the beacon root and the versioned hashes of type-3 transactions
   * go along from Deneb on.
   */
  CompletionStage<PayloadStatus> newPayload(ExecutionPayload payload, Hash32 parentBeaconBlockRoot);

  /** {@code eth_getBlockByNumber} of a height. */
  CompletionStage<Optional<ExecutionBlock>> blockByNumber(Height number);

  /** {@code eth_getBlockByNumber("latest")}. */
  CompletionStage<ExecutionBlock> latestBlock();

  /** {@code eth_getBlockByHash}, header fields only. */
  CompletionStage<Optional<ExecutionBlock>> blockByHash(Hash32 hash);

  /** Block 0 as a payload, for the consensus genesis (protocol reference §2.12, §5.3). */
  CompletionStage<ExecutionPayload> genesisPayload();

  /**
   * Receipts of an executed payload in transaction order, canonical or not; the stage fails with
   * {@link ExecutionFailure.Kind#RECEIPTS_MISSING} when any is missing, so that fees never differ
   * between nodes [L38].
   */
  CompletionStage<List<Receipt>> receipts(ExecutionPayload payload);

  /** Releases connections and threads; running calls fail. */
  @Override
  void close();
}
