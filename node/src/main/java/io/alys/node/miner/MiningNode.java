package io.alys.node.miner;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.node.http.JsonValue;
import io.alys.workflows.codec.BitcoinCodec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node as a miner sees it; either dialect will do. */
final class MiningNode {
  private final JsonRpcClient client;

  MiningNode(JsonRpcClient client) {
    this.client = client;
  }

  /** Work whose fees go to {@code address}. */
  NodeReply<Work> createWork(EvmAddress address) throws InterruptedException {
    return client
        .call("createauxblock", List.of(address.prefixedHex()))
        .then(
            result ->
                work(result)
                    .<NodeReply<Work>>map(NodeReply.Got::new)
                    .orElseGet(
                        () -> new NodeReply.Unusable<>("createauxblock's answer is no work")));
  }

  /** Whether the node accepts a proof. V1 says null where it does. */
  NodeReply<Boolean> submit(Hash32 workHash, AuxPow auxpow) throws InterruptedException {
    return client
        .call("submitauxblock", List.of(workHash.hex(), BitcoinCodec.encode(auxpow).hex()))
        .then(result -> new NodeReply.Got<>(!result.equals(new JsonValue.Bool(false))));
  }

  /**
   * The heights of the blocks that a proof finalises, as "5..9", as far as the node still shows
   * them: in the queue, or in the head when the proof is in there already.
   */
  Optional<String> range(AuxPow auxpow) throws InterruptedException {
    var queued = header(client.call("getqueuedpow", List.of()), auxpow);
    var header = queued != null ? queued : header(head(), auxpow);
    if (header == null) {
      return Optional.empty();
    }
    var start = height(header.text("range_start"));
    var end = height(header.text("range_end"));
    return start.flatMap(from -> end.map(to -> from + ".." + to));
  }

  private static Optional<Work> work(JsonValue result) {
    if (result instanceof JsonValue.Struct work
        && work.get("hash") instanceof JsonValue.Text(var hash)
        && hash.matches("[0-9a-f]{64}")
        && work.get("bits") instanceof JsonValue.Text(var bits)
        && bits.matches("[0-9a-f]{1,8}")
        && work.get("chainid") instanceof JsonValue.Numeral(var chainId)
        && chainId.matches("[0-9]{1,10}")
        && work.get("height") instanceof JsonValue.Numeral(var height)
        && height.matches("[0-9]{1,18}")) {
      return Optional.of(
          new Work(
              Hash32.fromHex(hash),
              new CompactBits(Integer.parseUnsignedInt(bits, 16)),
              (int) Long.parseLong(chainId),
              Long.parseLong(height)));
    }
    return Optional.empty();
  }

  private NodeReply<JsonValue> head() throws InterruptedException {
    return client
        .call("getheadblock", List.of())
        .then(block -> new NodeReply.Got<>(member(member(block, "message"), "auxpow_header")));
  }

  /** The header in a reply, if it is the one that carries our proof. */
  private static JsonValue.@Nullable Struct header(NodeReply<JsonValue> reply, AuxPow auxpow) {
    var ours = new JsonValue.Text(auxpow.parentBlock().merkleRoot().displayHex());
    return reply instanceof NodeReply.Got<JsonValue>(JsonValue.Struct header)
            && member(member(member(header, "auxpow"), "parent_block"), "merkle_root").equals(ours)
        ? header
        : null;
  }

  private Optional<String> height(@Nullable String root) throws InterruptedException {
    if (root == null || !root.startsWith("0x")) {
      return Optional.empty();
    }
    var block = client.call("getblockbyhash", root.substring(2));
    return block instanceof NodeReply.Got<JsonValue>(var found)
            && member(member(member(found, "message"), "execution_payload"), "block_number")
                instanceof JsonValue.Text(var number)
        ? Optional.of(number)
        : Optional.empty();
  }

  private static JsonValue member(JsonValue value, String name) {
    var member = value instanceof JsonValue.Struct struct ? struct.get(name) : null;
    return member == null ? new JsonValue.Null() : member;
  }
}
