package io.alys.integration.genesis;

import io.alys.messages.types.Hash32;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Extends a client's chain block by block over the Engine API, as a consensus node would. */
final class EngineChain {
  private static final BigInteger SLOT_SECONDS = BigInteger.TWO;
  private static final BigInteger RING = BigInteger.valueOf(8_191);
  private static final long BUILD_MILLIS = 400;

  private final RunningClient client;
  private final String getPayload;
  private final String newPayload;

  /** The calls' versions differ by fork; blocks from Cancun on are started by V3 everywhere. */
  EngineChain(RunningClient client, String payloadVersion) {
    this.client = client;
    this.getPayload = "engine_getPayload" + payloadVersion;
    this.newPayload = "engine_newPayload" + payloadVersion;
  }

  /** Builds, executes and takes as head one block with a withdrawal. */
  Block extend() throws IOException, InterruptedException {
    var head = client.rpc("eth_getBlockByNumber", "latest", false);
    var time = number(head.required("timestamp")).add(SLOT_SECONDS);
    var beaconRoot = Hash32.of(Hash.sha3(time.toByteArray()));

    var started = forkchoice(text(head, "hash"), attributes(time, beaconRoot));
    Thread.sleep(BUILD_MILLIS);
    var built = client.engine(getPayload, text(started, "payloadId"));
    var payload = built.required("executionPayload");
    var requests = requests(built);
    expectValid(client.engine(newPayload, newPayloadArguments(payload, beaconRoot, requests)));
    expectValid(
        forkchoice(text(payload, "blockHash"), NullNode.getInstance()).required("payloadStatus"));
    return new Block(payload, beaconRoot, requests);
  }

  /** What the contract of EIP-4788 holds for the block's time. */
  Hash32 beaconRootAt(Block block) throws IOException, InterruptedException {
    return stored(SystemContract.BEACON_ROOTS, block.time().mod(RING).add(RING));
  }

  /** What the contract of EIP-2935 holds for the block's parent. */
  Hash32 parentHashAt(Block block) throws IOException, InterruptedException {
    var parent = block.number().subtract(BigInteger.ONE);
    return stored(SystemContract.HISTORY_STORAGE, parent.mod(RING));
  }

  private Hash32 stored(SystemContract contract, BigInteger slot)
      throws IOException, InterruptedException {
    var key = Numeric.toHexStringWithPrefixZeroPadded(slot, 2 * Hash32.SIZE);
    var value =
        client.rpc("eth_getStorageAt", contract.address().prefixedHex(), key, "latest").asString();
    return Hash32.of(Numeric.toBytesPadded(Numeric.toBigInt(value), Hash32.SIZE));
  }

  private JsonNode forkchoice(String head, Object attributes)
      throws IOException, InterruptedException {
    var state = new LinkedHashMap<String, Object>();
    state.put("headBlockHash", head);
    state.put("safeBlockHash", head);
    state.put("finalizedBlockHash", Hash32.ZERO.prefixedHex());
    return client.engine("engine_forkchoiceUpdatedV3", state, attributes);
  }

  private static Object attributes(BigInteger time, Hash32 beaconRoot) {
    var withdrawal = new LinkedHashMap<String, Object>();
    withdrawal.put("index", "0x0");
    withdrawal.put("validatorIndex", "0x1");
    withdrawal.put("address", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    withdrawal.put("amount", "0x3b9aca00");
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("timestamp", Numeric.encodeQuantity(time));
    attributes.put("prevRandao", Hash32.ZERO.prefixedHex());
    attributes.put("suggestedFeeRecipient", BridgeContract.BURN_ADDRESS.prefixedHex());
    attributes.put("withdrawals", List.of(withdrawal));
    attributes.put("parentBeaconBlockRoot", beaconRoot.prefixedHex());
    return attributes;
  }

  private Object[] newPayloadArguments(JsonNode payload, Hash32 beaconRoot, List<String> requests) {
    var arguments = new ArrayList<Object>(List.of(payload, List.of(), beaconRoot.prefixedHex()));
    if (!newPayload.endsWith("V3")) {
      arguments.add(requests);
    }
    return arguments.toArray();
  }

  private static List<String> requests(JsonNode built) {
    var requests = built.path("executionRequests");
    return requests.isArray() ? requests.valueStream().map(JsonNode::asString).toList() : List.of();
  }

  private static void expectValid(JsonNode status) throws IOException {
    if (!text(status, "status").equals("VALID")) {
      throw new IOException(status.toString());
    }
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asString();
  }

  private static BigInteger number(JsonNode quantity) {
    return Numeric.decodeQuantity(quantity.asString());
  }

  /** A block as the client built it. */
  record Block(JsonNode payload, Hash32 beaconRoot, List<String> requests) {

    BigInteger number() {
      return EngineChain.number(payload.required("blockNumber"));
    }

    BigInteger time() {
      return EngineChain.number(payload.required("timestamp"));
    }

    Hash32 parentHash() {
      return Hash32.fromHex(text(payload, "parentHash"));
    }
  }
}
