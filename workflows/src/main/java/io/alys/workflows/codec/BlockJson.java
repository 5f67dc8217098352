package io.alys.workflows.codec;

import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * V1's JSON shapes of blocks (protocol reference §1.5) as trees of maps, lists, texts and numbers
 * ({@link Long}, {@link Integer}, {@link java.math.BigInteger} from 2^63 on), ready for any JSON
 * library.
 */
public final class BlockJson {

  private BlockJson() {}

  /** V1's {@code SignedConsensusBlock}. */
  public static Map<String, @Nullable Object> of(SignedBlock block) {
    var approval = block.approval();
    var signature =
        object(
            "aggregation_bits", approval.bits().sszBytes().prefixedHex(),
            "aggregate_signature", approval.signature().prefixedHex());
    return object("message", of(block.message()), "signature", signature);
  }

  /** V1's {@code ConsensusBlock}. */
  public static Map<String, @Nullable Object> of(ConsensusBlock block) {
    var header = block.auxpowHeader();
    var proposal = block.pegoutPaymentProposal();
    return object(
        "parent_hash", block.parentHash().prefixedHex(),
        "slot", block.slot().value(),
        "auxpow_header", header == null ? null : of(header),
        "execution_payload", payload(block.payload()),
        "pegins", block.pegins().stream().map(BlockJson::pegIn).toList(),
        "pegout_payment_proposal", proposal == null ? null : BitcoinJson.of(proposal),
        "finalized_pegouts", block.finalizedPegouts().stream().map(BitcoinJson::of).toList());
  }

  /** V1's {@code AuxPowHeader}, also the result of {@code getqueuedpow}. */
  public static Map<String, @Nullable Object> of(AuxPowHeader header) {
    var auxpow = header.auxpow();
    return object(
        "range_start", header.rangeStart().prefixedHex(),
        "range_end", header.rangeEnd().prefixedHex(),
        "bits", header.bits().unsigned(),
        "chain_id", Integer.toUnsignedLong(header.chainId()),
        "height", BitcoinJson.number(header.height()),
        "auxpow", auxpow == null ? null : BitcoinJson.of(auxpow),
        "fee_recipient", header.feeRecipient().prefixedHex());
  }

  private static Map<String, @Nullable Object> payload(ExecutionPayload payload) {
    var json =
        new LinkedHashMap<>(
            object(
                "parent_hash", payload.parentHash().prefixedHex(),
                "fee_recipient", payload.feeRecipient().prefixedHex(),
                "state_root", payload.stateRoot().prefixedHex(),
                "receipts_root", payload.receiptsRoot().prefixedHex(),
                "logs_bloom", payload.logsBloom().prefixedHex(),
                "prev_randao", payload.prevRandao().prefixedHex(),
                "block_number", payload.blockNumber().toString(),
                "gas_limit", payload.gasLimit().toString(),
                "gas_used", payload.gasUsed().toString(),
                "timestamp", payload.timestamp().toString(),
                "extra_data", payload.extraData().prefixedHex(),
                "base_fee_per_gas", payload.baseFeePerGas().toString(),
                "block_hash", payload.blockHash().prefixedHex(),
                "transactions", payload.transactions().stream().map(Bytes::prefixedHex).toList(),
                "withdrawals", payload.withdrawals().stream().map(BlockJson::withdrawal).toList()));
    var blobGas = payload.blobGas();
    if (blobGas != null) {
      json.put("blob_gas_used", blobGas.blobGasUsed().toString());
      json.put("excess_blob_gas", blobGas.excessBlobGas().toString());
    }
    return Collections.unmodifiableMap(json);
  }

  private static Map<String, @Nullable Object> withdrawal(Withdrawal withdrawal) {
    return object(
        "index", withdrawal.index().toString(),
        "validator_index", withdrawal.validatorIndex().toString(),
        "address", withdrawal.address().prefixedHex(),
        "amount", withdrawal.amount().toString());
  }

  private static List<String> pegIn(PegIn pegIn) {
    return List.of(pegIn.txid().displayHex(), pegIn.blockHash().displayHex());
  }

  /** An object of names and values in turn, in this order. */
  static SequencedMap<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return Collections.unmodifiableSequencedMap(json);
  }
}
