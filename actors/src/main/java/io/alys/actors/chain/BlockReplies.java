package io.alys.actors.chain;

import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.chain.ChainProtocol.BlockReply;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.BlockResult;

/** What the store says about a block, in the words of the chain's protocol. */
final class BlockReplies {

  private BlockReplies() {}

  static BlockReply of(BlockResult result) {
    return switch (result) {
      case StorageProtocol.BlockFound(var stored) ->
          new ChainProtocol.Found(stored.block(), stored.context().root());
      case StorageProtocol.BlockMissing() -> new ChainProtocol.NotFound();
      case StorageProtocol.StorageRefused refused ->
          new ChainProtocol.BlockUnavailable(refused.reason());
      case StorageProtocol.StorageUnavailable away ->
          new ChainProtocol.BlockUnavailable(away.reason());
    };
  }
}
