package io.alys.node.rpc;

import org.jspecify.annotations.Nullable;

/** What a method answers. */
sealed interface RpcReply {

  /** A result, as a plain tree. */
  record Result(@Nullable Object tree) implements RpcReply {}

  /** No result; {@code detail} is for people, one line. */
  record Refusal(RpcReason reason, String detail) implements RpcReply {}
}
