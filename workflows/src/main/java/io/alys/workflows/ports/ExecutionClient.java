package io.alys.workflows.ports;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The execution client behind the Engine API (execution-apis, {@code src/engine}). Hashes are those
 * of execution blocks. Every stage fails with {@link ExecutionFailure} and nothing else; no method
 * blocks. Calls are made one after the other by their only caller, the EngineActor.
 */
public interface ExecutionClient {

  /** The Engine API generation of a payload, chosen by its timestamp's fork. */
  enum Fork {
    /** Shanghai: {@code engine_*V2}, payloads with 15 fields. */
    CAPELLA,
    /** Cancun: {@code engine_*V3}, payloads with 17 fields. */
    DENEB
  }

  /** Head, safe and finalised block; zero where there is none yet. */
  record ForkchoiceState(Hash32 head, Hash32 safe, Hash32 finalized) {}

  /** What the next payload must contain; {@code timestamp} in seconds of Unix time. */
  record PayloadAttributes(
      Fork fork,
      UInt64 timestamp,
      Hash32 prevRandao,
      EvmAddress suggestedFeeRecipient,
      List<Withdrawal> withdrawals,
      Hash32 parentBeaconBlockRoot) {

    /** Keeps a copy of the withdrawals. */
    public PayloadAttributes {
      withdrawals = List.copyOf(withdrawals);
    }
  }

  /** Names a payload under construction, 8 bytes. */
  record PayloadId(Bytes bytes) {}

  /** The client's verdict on a payload or head. */
  sealed interface PayloadStatus {
    /** Executed and valid. */
    record Valid(Hash32 latestValidHash) implements PayloadStatus {}

    /** Refused; {@code latestValidHash} is the last valid ancestor, if the client knows one. */
    record Invalid(@Nullable Hash32 latestValidHash, String reason) implements PayloadStatus {}

    /** The client lacks ancestors or is busy with a sync. */
    record Syncing() implements PayloadStatus {}

    /** Stored but not executed (side branch without state). */
    record Accepted() implements PayloadStatus {}
  }

  /** Answer to forkchoiceUpdated; the id is there when attributes were given and taken. */
  record ForkchoiceResult(PayloadStatus status, @Nullable PayloadId payloadId) {}

  /** A built payload, what its fees are worth to the proposer and whether it holds no blobs. */
  record BuiltPayload(ExecutionPayload payload, Wei blockValue) {}

  /** An execution block as far as the node reads it back. */
  record ExecutionBlock(long number, Hash32 hash, Hash32 parentHash, long timestamp) {}

  /** What fees need of a receipt; amounts in gas and wei. */
  record Receipt(Hash32 transactionHash, UInt64 gasUsed, Wei effectiveGasPrice) {}

  /** Name and version of the client, for people. */
  record ClientVersion(String code, String name, String version, String commit) {}

  /** {@code engine_exchangeCapabilities}: the methods that the client offers. */
  CompletionStage<List<String>> exchangeCapabilities(List<String> ours);

  /** {@code engine_getClientVersionV1}; empty when the client does not offer it. */
  CompletionStage<Optional<ClientVersion>> clientVersion();

  /** {@code eth_chainId}. */
  CompletionStage<Long> chainId();

  /** {@code engine_forkchoiceUpdatedV2/V3}; {@code fork} decides where there are no attributes. */
  CompletionStage<ForkchoiceResult> forkchoiceUpdated(
      Fork fork, ForkchoiceState state, @Nullable PayloadAttributes attributes);

  /** {@code engine_getPayloadV2/V3}. A Deneb bundle that carries blobs is refused by name. */
  CompletionStage<BuiltPayload> getPayload(Fork fork, PayloadId id);

  /**
   * {@code engine_newPayloadV2/V3}; the beacon root and the versioned hashes of type-3 transactions
   * go along from Deneb on.
   */
  CompletionStage<PayloadStatus> newPayload(
      Fork fork, ExecutionPayload payload, Hash32 parentBeaconBlockRoot);

  /** {@code eth_getBlockByNumber} of a height. */
  CompletionStage<Optional<ExecutionBlock>> blockByNumber(long number);

  /** {@code eth_getBlockByNumber("latest")}. */
  CompletionStage<ExecutionBlock> latestBlock();

  /** {@code eth_getBlockByHash}, header fields only. */
  CompletionStage<Optional<ExecutionBlock>> blockByHash(Hash32 hash);

  /** Block 0 as a payload, for the consensus genesis (protocol reference §2.12, §5.3). */
  CompletionStage<ExecutionPayload> genesisPayload();

  /**
   * Receipts of an executed block in transaction order; the stage fails when any is missing, so that
   * fees never differ between nodes [L38].
   */
  CompletionStage<List<Receipt>> receipts(Hash32 blockHash, List<Bytes> transactions);
}
