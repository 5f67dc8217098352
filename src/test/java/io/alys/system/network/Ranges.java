package io.alys.system.network;

import tools.jackson.databind.JsonNode;

/** The final ranges of a chain, read block by block over JSON-RPC as any client could. */
final class Ranges {
  private final JsonRpc rpc;

  private long next = 1;
  private int found;
  private long lastEnd;

  Ranges(JsonRpc rpc) {
    this.rpc = rpc;
  }

  /** How many blocks up to the committed one carry an AuxPoW. */
  int found() {
    read();
    return found;
  }

  /** The height where the last of these ranges ends, 0 without one. */
  long lastEnd() {
    read();
    return lastEnd;
  }

  private void read() {
    long committed = LocalNode.heightOf(rpc.call("alys_status"), "committed");
    for (; next <= committed; next++) {
      var header = blockAt(next).required("message").required("auxpow_header");
      if (!header.isNull()) {
        var end = rpc.call("getblockbyhash", header.required("range_end").asString().substring(2));
        found++;
        lastEnd = height(end);
      }
    }
  }

  /** The block at a height of the chain. */
  JsonNode blockAt(long height) {
    return rpc.call("getblockbyheight", height);
  }

  /** The height that a block says of itself. */
  static long height(JsonNode block) {
    var payload = block.required("message").required("execution_payload");
    return Long.parseLong(payload.required("block_number").asString());
  }
}
