package io.alys.workflows.codec;

import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.UInt64;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Blocks in V1's JSON shape, as vector files hold them; without AuxPoW and Bitcoin transactions.
 */
public final class JsonBlocks {

  private JsonBlocks() {}

  /** Reads V1's {@code ConsensusBlock}. */
  public static ConsensusBlock block(JsonNode json) {
    if (!json.get("auxpow_header").isNull()
        || !json.get("pegout_payment_proposal").isNull()
        || !json.get("finalized_pegouts").isEmpty()) {
      throw new IllegalArgumentException("only blocks without Bitcoin structures are read");
    }
    return new ConsensusBlock(
        hash(json, "parent_hash"),
        new Slot(json.get("slot").asLong()),
        null,
        payload(json.get("execution_payload")),
        list(json.get("pegins"), JsonBlocks::pegIn),
        null,
        List.of());
  }

  private static PegIn pegIn(JsonNode json) {
    return new PegIn(
        Hash32.fromDisplayHex(json.get(0).asString()),
        Hash32.fromDisplayHex(json.get(1).asString()));
  }

  private static ExecutionPayload payload(JsonNode json) {
    return new ExecutionPayload(
        hash(json, "parent_hash"),
        address(json, "fee_recipient"),
        hash(json, "state_root"),
        hash(json, "receipts_root"),
        bytes(json.get("logs_bloom")),
        hash(json, "prev_randao"),
        number(json, "block_number"),
        number(json, "gas_limit"),
        number(json, "gas_used"),
        number(json, "timestamp"),
        bytes(json.get("extra_data")),
        new UInt256(new BigInteger(json.get("base_fee_per_gas").asString())),
        hash(json, "block_hash"),
        list(json.get("transactions"), JsonBlocks::bytes),
        list(json.get("withdrawals"), JsonBlocks::withdrawal),
        json.has("blob_gas_used")
            ? new BlobGas(number(json, "blob_gas_used"), number(json, "excess_blob_gas"))
            : null);
  }

  private static Withdrawal withdrawal(JsonNode json) {
    return new Withdrawal(
        number(json, "index"),
        number(json, "validator_index"),
        address(json, "address"),
        number(json, "amount"));
  }

  private static Hash32 hash(JsonNode json, String field) {
    return new Hash32(bytes(json.get(field)));
  }

  private static EvmAddress address(JsonNode json, String field) {
    return new EvmAddress(bytes(json.get(field)));
  }

  private static UInt64 number(JsonNode json, String field) {
    return UInt64.fromDecimal(json.get(field).asString());
  }

  private static Bytes bytes(JsonNode json) {
    return Bytes.fromPrefixedHex(json.asString());
  }

  private static <T> List<T> list(JsonNode json, Function<JsonNode, T> element) {
    return json.valueStream().map(element).toList();
  }
}
