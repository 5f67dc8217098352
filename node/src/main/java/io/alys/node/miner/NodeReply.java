package io.alys.node.miner;

import java.util.function.Function;

/** What came of asking the node. */
sealed interface NodeReply<T> {

  /** The result. */
  record Got<T>(T value) implements NodeReply<T> {}

  /** A JSON-RPC error. */
  record Refused<T>(int code, String message) implements NodeReply<T> {}

  /** No answer now; the node may be starting. */
  record Silent<T>(String reason) implements NodeReply<T> {}

  /** An answer that asking again will not change: a wrong password, another kind of server. */
  record Unusable<T>(String reason) implements NodeReply<T> {}

  /** The same refusal or silence, or what {@code next} makes of the result. */
  default <R> NodeReply<R> then(Function<T, NodeReply<R>> next) {
    return switch (this) {
      case Got<T>(var value) -> next.apply(value);
      case Refused<T>(var code, var message) -> new Refused<>(code, message);
      case Silent<T>(var reason) -> new Silent<>(reason);
      case Unusable<T>(var reason) -> new Unusable<>(reason);
    };
  }
}
