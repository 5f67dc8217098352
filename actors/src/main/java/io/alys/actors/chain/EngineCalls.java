package io.alys.actors.chain;

import io.alys.messages.chain.EngineProtocol.AtHeight;
import io.alys.messages.chain.EngineProtocol.BlockFetched;
import io.alys.messages.chain.EngineProtocol.BlockReply;
import io.alys.messages.chain.EngineProtocol.BlockSelector;
import io.alys.messages.chain.EngineProtocol.ExecutePayload;
import io.alys.messages.chain.EngineProtocol.FetchBlock;
import io.alys.messages.chain.EngineProtocol.FetchPayload;
import io.alys.messages.chain.EngineProtocol.FetchReceipts;
import io.alys.messages.chain.EngineProtocol.ForkchoiceUpdated;
import io.alys.messages.chain.EngineProtocol.Handshake;
import io.alys.messages.chain.EngineProtocol.Latest;
import io.alys.messages.chain.EngineProtocol.NoSuchBlock;
import io.alys.messages.chain.EngineProtocol.PayloadFetched;
import io.alys.messages.chain.EngineProtocol.PayloadJudged;
import io.alys.messages.chain.EngineProtocol.ReceiptsFetched;
import io.alys.messages.chain.EngineProtocol.UpdateForkchoice;
import io.alys.messages.chain.EngineProtocol.WithHash;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.workflows.execution.ExecutionHandshake;
import io.alys.workflows.ports.ExecutionClient;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which call of the port, and which answer, belongs to each request of the protocol. */
final class EngineCalls {

  private EngineCalls() {}

  static EngineCall<?> of(Handshake request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "handshake", () -> ExecutionHandshake.with(client), replyTo::tell, replyTo::tell);
  }

  static EngineCall<?> of(UpdateForkchoice request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "forkchoiceUpdated",
        () -> client.forkchoiceUpdated(request.fork(), request.state(), request.attributes()),
        result -> replyTo.tell(new ForkchoiceUpdated(result)),
        replyTo::tell);
  }

  static EngineCall<?> of(FetchPayload request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "getPayload",
        () -> client.getPayload(request.fork(), request.id()),
        built -> replyTo.tell(new PayloadFetched(built)),
        replyTo::tell);
  }

  static EngineCall<?> of(ExecutePayload request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "newPayload",
        () -> client.newPayload(request.payload(), request.parentBeaconBlockRoot()),
        verdict -> replyTo.tell(new PayloadJudged(verdict)),
        replyTo::tell);
  }

  static EngineCall<?> of(FetchReceipts request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "receipts",
        () -> client.receipts(request.payload()),
        receipts -> replyTo.tell(new ReceiptsFetched(receipts)),
        replyTo::tell);
  }

  static EngineCall<?> of(FetchBlock request, ExecutionClient client) {
    var replyTo = request.replyTo();
    return new EngineCall<>(
        "block",
        () -> block(request.which(), client),
        block -> replyTo.tell(reply(block)),
        replyTo::tell);
  }

  private static CompletionStage<Optional<ExecutionBlock>> block(
      BlockSelector which, ExecutionClient client) {
    return switch (which) {
      case AtHeight(var height) -> client.blockByNumber(height);
      case WithHash(var hash) -> client.blockByHash(hash);
      case Latest _ -> client.latestBlock().thenApply(Optional::of);
    };
  }

  private static BlockReply reply(Optional<ExecutionBlock> block) {
    return block.<BlockReply>map(BlockFetched::new).orElseGet(NoSuchBlock::new);
  }
}
