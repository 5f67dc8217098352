package io.alys.workflows.fakes;

import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payloads of the execution client in memory, whose hashes are SHA-256 over all other fields. */
public final class FakePayloads {

  private FakePayloads() {}

  /** Block 0, at time 0, with Deneb's fields. */
  public static ExecutionPayload genesis() {
    return sealed(
        new ExecutionPayload(
            Hash32.ZERO,
            EvmAddress.ZERO,
            sha256("genesis state"),
            sha256("[]"),
            Bytes.zeros(ExecutionPayload.BLOOM_SIZE),
            Hash32.ZERO,
            UInt64.ZERO,
            UInt64.of(30_000_000),
            UInt64.ZERO,
            UInt64.ZERO,
            Bytes.EMPTY,
            UInt256.of(1_000_000_000),
            Hash32.ZERO,
            List.of(),
            List.of(),
            blobGas(EngineFork.DENEB)));
  }

  /** A valid child of {@code parent}. */
  public static ExecutionPayload child(
      EngineFork fork,
      ExecutionPayload parent,
      PayloadAttributes attributes,
      List<Bytes> transactions,
      UInt64 gasUsed) {
    return sealed(
        new ExecutionPayload(
            parent.blockHash(),
            attributes.suggestedFeeRecipient(),
            stateAfter(parent),
            sha256(transactions.toString()),
            Bytes.zeros(ExecutionPayload.BLOOM_SIZE),
            attributes.prevRandao(),
            UInt64.of(parent.blockNumber().toLongExact() + 1),
            parent.gasLimit(),
            gasUsed,
            attributes.timestamp(),
            Bytes.EMPTY,
            parent.baseFeePerGas(),
            Hash32.ZERO,
            transactions,
            attributes.withdrawals(),
            blobGas(fork)));
  }

  /** The only state root that a child of {@code parent} may have. */
  public static Hash32 stateAfter(ExecutionPayload parent) {
    return sha256("state of " + parent.blockHash());
  }

  /** The hash that a payload must have. */
  public static Hash32 hash(ExecutionPayload payload) {
    return sha256(withHash(payload, Hash32.ZERO).toString());
  }

  /** The payload with its own hash. */
  public static ExecutionPayload sealed(ExecutionPayload payload) {
    return withHash(payload, hash(payload));
  }

  static Hash32 sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Hash32.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ExecutionPayload withHash(ExecutionPayload payload, Hash32 hash) {
    return new ExecutionPayload(
        payload.parentHash(),
        payload.feeRecipient(),
        payload.stateRoot(),
        payload.receiptsRoot(),
        payload.logsBloom(),
        payload.prevRandao(),
        payload.blockNumber(),
        payload.gasLimit(),
        payload.gasUsed(),
        payload.timestamp(),
        payload.extraData(),
        payload.baseFeePerGas(),
        hash,
        payload.transactions(),
        payload.withdrawals(),
        payload.blobGas());
  }

  private static @Nullable BlobGas blobGas(EngineFork fork) {
    return fork == EngineFork.DENEB ? new BlobGas(UInt64.ZERO, UInt64.ZERO) : null;
  }
}
