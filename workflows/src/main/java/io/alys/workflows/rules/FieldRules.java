package io.alys.workflows.rules;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.Sha256;
import io.alys.workflows.spec.ChainSpec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** What a block's fields must be, given its parent (rules 3.1 to 3.3). */
public final class FieldRules {

  /** Where the execution client sends priority fees; they are paid out by withdrawals instead. */
  public static final EvmAddress FEE_RECIPIENT =
      EvmAddress.fromHex("000000000000000000000000000000000000dead");

  private static final int BLOB_TRANSACTION_TYPE = 3;

  private FieldRules() {}

  /** ⌊slot × slotDuration / 1000⌋, in seconds. */
  public static BigInteger timestampOf(Slot slot, Duration slotDuration) {
    return BigInteger.valueOf(slot.value())
        .multiply(BigInteger.valueOf(slotDuration.toMillis()))
        .divide(BigInteger.valueOf(1000));
  }

  /** sha256(parent root ‖ slot as u64 big endian). */
  public static Hash32 prevRandaoOf(Hash32 parentRoot, Slot slot) {
    var number = ByteBuffer.allocate(Long.BYTES).putLong(slot.value()).array();
    return Sha256.sha256(parentRoot.bytes(), Bytes.of(number));
  }

  /** The payload format at a timestamp. */
  public static EngineFork forkAt(UInt64 timestamp, ChainSpec spec) {
    return timestamp.compareTo(UInt64.of(spec.v2().cancunTime())) < 0
        ? EngineFork.CAPELLA
        : EngineFork.DENEB;
  }

  /** The first field that is not what it must be. */
  public static Optional<BlockRefusal> check(
      ConsensusBlock block, BlockContext parent, ChainSpec spec) {
    return linkage(block, parent)
        .or(() -> time(block, parent, spec))
        .or(() -> derived(block, parent))
        .or(() -> format(block.payload(), spec));
  }

  private static Optional<BlockRefusal> linkage(ConsensusBlock block, BlockContext parent) {
    var payload = block.payload();
    return differs(BlockRefusal.Code.WRONG_PARENT, parent.root(), block.parentHash())
        .or(
            () ->
                differs(
                    BlockRefusal.Code.WRONG_PAYLOAD_PARENT,
                    parent.payloadHash(),
                    payload.parentHash()))
        .or(() -> differs(BlockRefusal.Code.WRONG_NUMBER, parent.height().next(), block.height()));
  }

  private static Optional<BlockRefusal> time(
      ConsensusBlock block, BlockContext parent, ChainSpec spec) {
    var timestamp = block.payload().timestamp();
    if (!block.slot().isAbove(parent.slot())) {
      return refused(
          BlockRefusal.Code.SLOT_NOT_ABOVE_PARENT, "above " + parent.slot(), block.slot());
    }
    var due = timestampOf(block.slot(), spec.slotDuration());
    if (!due.toString().equals(timestamp.toString())) {
      return refused(BlockRefusal.Code.WRONG_TIMESTAMP, due, timestamp);
    }
    if (timestamp.compareTo(parent.timestamp()) <= 0) {
      return refused(
          BlockRefusal.Code.TIMESTAMP_NOT_ABOVE_PARENT, "above " + parent.timestamp(), timestamp);
    }
    return Optional.empty();
  }

  private static Optional<BlockRefusal> derived(ConsensusBlock block, BlockContext parent) {
    var payload = block.payload();
    return differs(BlockRefusal.Code.WRONG_FEE_RECIPIENT, FEE_RECIPIENT, payload.feeRecipient())
        .or(
            () ->
                differs(
                    BlockRefusal.Code.WRONG_PREV_RANDAO,
                    prevRandaoOf(parent.root(), block.slot()),
                    payload.prevRandao()));
  }

  private static Optional<BlockRefusal> format(ExecutionPayload payload, ChainSpec spec) {
    var due = forkAt(payload.timestamp(), spec);
    var found = EngineFork.of(payload);
    return differs(BlockRefusal.Code.WRONG_PAYLOAD_FORK, due, found)
        .or(
            () ->
                payload.transactions().stream().anyMatch(FieldRules::isBlobTransaction)
                    ? refused(BlockRefusal.Code.BLOB_TRANSACTION, "types 0, 1, 2 and 4", "type 3")
                    : Optional.empty());
  }

  private static boolean isBlobTransaction(Bytes transaction) {
    return transaction.size() > 0 && transaction.at(0) == BLOB_TRANSACTION_TYPE;
  }

  private static Optional<BlockRefusal> differs(
      BlockRefusal.Code code, Object expected, Object found) {
    return expected.equals(found) ? Optional.empty() : refused(code, expected, found);
  }

  private static Optional<BlockRefusal> refused(
      BlockRefusal.Code code, Object expected, Object found) {
    return Optional.of(BlockRefusal.of(code, expected, found));
  }
}
