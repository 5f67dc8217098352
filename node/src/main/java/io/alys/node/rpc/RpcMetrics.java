package io.alys.node.rpc;

import java.time.Duration;

/** Counts what the server does; method and outcome come from small fixed sets. */
interface RpcMetrics {

  /** Stands for every method that does not exist, and for calls without one. */
  String UNKNOWN_METHOD = "unknown";

  /** The outcome of a call with a result. */
  String SUCCESS = "success";

  /** A call has ended. */
  void called(String method, String outcome, Duration duration);

  /** A request was refused before any call was read. */
  void refused(RpcReason reason);
}
