package io.alys.integration.execution;

import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Payloads in the Engine API's JSON: {@code ExecutionPayloadV2/V3}, {@code WithdrawalV1}. */
final class PayloadJson {

  private PayloadJson() {}

  /** A payload whose fields must be those of its fork. */
  static ExecutionPayload read(AnswerObject json, EngineFork fork) {
    var payload =
        new ExecutionPayload(
            json.hash("parentHash"),
            json.address("feeRecipient"),
            json.hash("stateRoot"),
            json.hash("receiptsRoot"),
            json.data("logsBloom", ExecutionPayload.BLOOM_SIZE),
            json.hash("prevRandao"),
            json.uint64("blockNumber"),
            json.uint64("gasLimit"),
            json.uint64("gasUsed"),
            json.uint64("timestamp"),
            json.dataUpTo("extraData", ExecutionPayload.MAX_EXTRA_DATA),
            json.uint256("baseFeePerGas"),
            json.hash("blockHash"),
            json.list("transactions", AnswerObject::data),
            withdrawals(json),
            blobGas(json));
    if (EngineFork.of(payload) != fork) {
      throw json.malformed("has not the fields of " + fork);
    }
    return payload;
  }

  /** Block 0 in the JSON of {@code eth_getBlockByNumber}. */
  static ExecutionPayload readGenesis(AnswerObject json) {
    var payload =
        new ExecutionPayload(
            json.hash("parentHash"),
            json.address("miner"),
            json.hash("stateRoot"),
            json.hash("receiptsRoot"),
            json.data("logsBloom", ExecutionPayload.BLOOM_SIZE),
            json.hash("mixHash"),
            json.uint64("number"),
            json.uint64("gasLimit"),
            json.uint64("gasUsed"),
            json.uint64("timestamp"),
            json.dataUpTo("extraData", ExecutionPayload.MAX_EXTRA_DATA),
            json.uint256("baseFeePerGas"),
            json.hash("hash"),
            json.list("transactions", AnswerObject::data),
            withdrawals(json),
            blobGas(json));
    if (!payload.blockNumber().equals(UInt64.ZERO) || !payload.transactions().isEmpty()) {
      throw json.malformed("is not a genesis block");
    }
    return payload;
  }

  /** The payload as parameter of {@code engine_newPayload}. */
  static Map<String, Object> write(ExecutionPayload payload) {
    var json = new LinkedHashMap<String, Object>();
    json.put("parentHash", payload.parentHash().prefixedHex());
    json.put("feeRecipient", payload.feeRecipient().prefixedHex());
    json.put("stateRoot", payload.stateRoot().prefixedHex());
    json.put("receiptsRoot", payload.receiptsRoot().prefixedHex());
    json.put("logsBloom", payload.logsBloom().prefixedHex());
    json.put("prevRandao", payload.prevRandao().prefixedHex());
    json.put("blockNumber", quantity(payload.blockNumber()));
    json.put("gasLimit", quantity(payload.gasLimit()));
    json.put("gasUsed", quantity(payload.gasUsed()));
    json.put("timestamp", quantity(payload.timestamp()));
    json.put("extraData", payload.extraData().prefixedHex());
    json.put("baseFeePerGas", quantity(payload.baseFeePerGas()));
    json.put("blockHash", payload.blockHash().prefixedHex());
    json.put("transactions", payload.transactions().stream().map(Bytes::prefixedHex).toList());
    json.put("withdrawals", withdrawals(payload.withdrawals()));
    var blobGas = payload.blobGas();
    if (blobGas != null) {
      json.put("blobGasUsed", quantity(blobGas.blobGasUsed()));
      json.put("excessBlobGas", quantity(blobGas.excessBlobGas()));
    }
    return json;
  }

  /** {@code PayloadAttributesV2/V3}. */
  static Map<String, Object> write(PayloadAttributes attributes, EngineFork fork) {
    var json = new LinkedHashMap<String, Object>();
    json.put("timestamp", quantity(attributes.timestamp()));
    json.put("prevRandao", attributes.prevRandao().prefixedHex());
    json.put("suggestedFeeRecipient", attributes.suggestedFeeRecipient().prefixedHex());
    json.put("withdrawals", withdrawals(attributes.withdrawals()));
    if (fork == EngineFork.DENEB) {
      json.put("parentBeaconBlockRoot", attributes.parentBeaconBlockRoot().prefixedHex());
    }
    return json;
  }

  static String quantity(UInt64 number) {
    return "0x" + Long.toHexString(number.bits());
  }

  private static String quantity(UInt256 number) {
    return "0x" + number.value().toString(16);
  }

  private static List<Withdrawal> withdrawals(AnswerObject json) {
    var withdrawals = json.list("withdrawals", PayloadJson::withdrawal);
    if (withdrawals.size() > ExecutionPayload.MAX_WITHDRAWALS) {
      throw json.malformed("has " + withdrawals.size() + " withdrawals");
    }
    return withdrawals;
  }

  private static Withdrawal withdrawal(JsonNode node, String path) {
    var json = AnswerObject.of(node, path);
    return new Withdrawal(
        json.uint64("index"),
        json.uint64("validatorIndex"),
        json.address("address"),
        json.uint64("amount"));
  }

  private static List<Map<String, String>> withdrawals(List<Withdrawal> withdrawals) {
    return withdrawals.stream()
        .map(
            withdrawal ->
                Map.of(
                    "index", quantity(withdrawal.index()),
                    "validatorIndex", quantity(withdrawal.validatorIndex()),
                    "address", withdrawal.address().prefixedHex(),
                    "amount", quantity(withdrawal.amount())))
        .toList();
  }

  private static @Nullable BlobGas blobGas(AnswerObject json) {
    return json.has("blobGasUsed") || json.has("excessBlobGas")
        ? new BlobGas(json.uint64("blobGasUsed"), json.uint64("excessBlobGas"))
        : null;
  }
}
