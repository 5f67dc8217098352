package io.alys.workflows.rules;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block taken apart, to be changed field by field. */
final class Draft {

  Hash32 parent;
  Slot slot;
  @Nullable AuxPowHeader header;
  Hash32 parentHash;
  EvmAddress feeRecipient;
  Hash32 stateRoot;
  Hash32 receiptsRoot;
  Bytes logsBloom;
  Hash32 prevRandao;
  UInt64 blockNumber;
  UInt64 gasLimit;
  UInt64 gasUsed;
  UInt64 timestamp;
  Bytes extraData;
  UInt256 baseFeePerGas;
  Hash32 blockHash;
  List<Bytes> transactions;
  List<Withdrawal> withdrawals;
  @Nullable BlobGas blobGas;

  private Draft(ConsensusBlock block) {
    parent = block.parentHash();
    slot = block.slot();
    header = block.auxpowHeader();
    var payload = block.payload();
    parentHash = payload.parentHash();
    feeRecipient = payload.feeRecipient();
    stateRoot = payload.stateRoot();
    receiptsRoot = payload.receiptsRoot();
    logsBloom = payload.logsBloom();
    prevRandao = payload.prevRandao();
    blockNumber = payload.blockNumber();
    gasLimit = payload.gasLimit();
    gasUsed = payload.gasUsed();
    timestamp = payload.timestamp();
    extraData = payload.extraData();
    baseFeePerGas = payload.baseFeePerGas();
    blockHash = payload.blockHash();
    transactions = payload.transactions();
    withdrawals = payload.withdrawals();
    blobGas = payload.blobGas();
  }

  /** The block with some fields changed. */
  static ConsensusBlock changed(ConsensusBlock block, Consumer<Draft> change) {
    var draft = new Draft(block);
    change.accept(draft);
    return draft.build();
  }

  private ConsensusBlock build() {
    var payload =
        new ExecutionPayload(
            parentHash,
            feeRecipient,
            stateRoot,
            receiptsRoot,
            logsBloom,
            prevRandao,
            blockNumber,
            gasLimit,
            gasUsed,
            timestamp,
            extraData,
            baseFeePerGas,
            blockHash,
            transactions,
            withdrawals,
            blobGas);
    return new ConsensusBlock(parent, slot, header, payload, List.of(), null, List.of());
  }
}
