package io.alys.integration.execution;

import org.web3j.protocol.core.Response;
import tools.jackson.databind.JsonNode;

/** A JSON-RPC answer whose result is read by hand; a result of null is a null node. */
public final class RpcAnswer extends Response<JsonNode> {

  /** For the JSON parser. */
  public RpcAnswer() {}
}
