package io.alys.node.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The one table from reasons to JSON-RPC codes and HTTP statuses, per dialect. A call that reached
 * the dispatcher answers pools with HTTP 200; what HTTP itself refuses has the same entry in both
 * dialects.
 */
final class RpcErrors {
  private RpcErrors() {}

  /**
   * How a reason is told.
   *
   * @param text the whole message; when it is null, the details are the message
   */
  record Entry(int code, int httpStatus, @Nullable String text) {

    String message(String detail) {
      return text == null ? detail : text;
    }
  }

  static Entry of(Dialect dialect, RpcReason reason) {
    return switch (dialect) {
      case POOL -> pool(reason);
      case V1 -> v1(reason);
    };
  }

  /** Codes of Bitcoin Core and Namecoin, as pools know them (mining-and-peg §5). */
  private static Entry pool(RpcReason reason) {
    return switch (reason) {
      case PARSE_ERROR -> pool(-32700);
      case INVALID_REQUEST -> pool(-32600);
      case UNKNOWN_METHOD -> pool(-32601);
      case INVALID_PARAMS, BAD_SUBMISSION, BAD_HEIGHT -> pool(-32602);
      case INTERNAL -> pool(-32603);
      case BAD_AUXPOW, PROOF_REFUSED, NO_BRIDGE -> pool(-1);
      case BAD_ADDRESS -> pool(-5);
      case BAD_HEX, BAD_BLOCK_HASH, UNKNOWN_WORK -> pool(-8);
      case MINING_UNAVAILABLE, NO_HEAD, BLOCK_UNAVAILABLE, UNAVAILABLE -> pool(-9);
      case SYNCING, NO_WORK -> pool(-10);
      case TOO_MANY_REQUESTS,
          ANSWER_TOO_LARGE,
          BODY_TOO_LARGE,
          BODY_TOO_SLOW,
          BODY_TRUNCATED,
          OVERLOADED,
          MALFORMED_HTTP ->
          transport(reason);
    };
  }

  /** Codes, statuses and texts of protocol reference §1.2. */
  private static Entry v1(RpcReason reason) {
    return switch (reason) {
      case PARSE_ERROR -> new Entry(-32700, 400, "Parse error");
      case INVALID_REQUEST -> new Entry(-32600, 200, "Invalid Request");
      case UNKNOWN_METHOD -> new Entry(-32601, 404, "Method not found");
      case INVALID_PARAMS, BAD_ADDRESS, BAD_BLOCK_HASH -> new Entry(-32602, 400, "Invalid params");
      case INTERNAL, UNAVAILABLE -> new Entry(-32603, 500, "Internal error");
      case NO_HEAD -> new Entry(-32604, 200, "Block not found");
      case BAD_SUBMISSION,
          BAD_HEX,
          BAD_AUXPOW,
          UNKNOWN_WORK,
          PROOF_REFUSED,
          BAD_HEIGHT,
          BLOCK_UNAVAILABLE,
          NO_BRIDGE ->
          new Entry(-32605, 400, null);
      case SYNCING, NO_WORK, MINING_UNAVAILABLE -> new Entry(-32606, 503, "Chain is syncing");
      case TOO_MANY_REQUESTS,
          ANSWER_TOO_LARGE,
          BODY_TOO_LARGE,
          BODY_TOO_SLOW,
          BODY_TRUNCATED,
          OVERLOADED,
          MALFORMED_HTTP ->
          transport(reason);
    };
  }

  private static Entry pool(int code) {
    return new Entry(code, 200, null);
  }

  private static Entry transport(RpcReason reason) {
    return switch (reason) {
      case BODY_TRUNCATED -> new Entry(-32600, 400, null);
      case BODY_TOO_SLOW -> new Entry(-32600, 408, null);
      case BODY_TOO_LARGE -> new Entry(-32600, 413, null);
      case TOO_MANY_REQUESTS -> new Entry(-32005, 429, null);
      case ANSWER_TOO_LARGE -> new Entry(-32005, 200, null);
      case OVERLOADED -> new Entry(-32005, 503, null);
      default -> new Entry(-32600, 400, null);
    };
  }
}
