package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.SigningRoot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A block on its way through import; {@code producedSince} is when its own slot's work began, null
 * for a block from elsewhere.
 */
record ImportJob(
    SignedBlock block,
    Hash32 root,
    @Nullable Instant producedSince,
    @Nullable ActorRef<ChainProtocol.ImportResult> replyTo) {

  static ImportJob foreign(SignedBlock block, ActorRef<ChainProtocol.ImportResult> replyTo) {
    return new ImportJob(block, SigningRoot.of(block.message()), null, replyTo);
  }

  static ImportJob own(SignedBlock block, Instant since) {
    return new ImportJob(block, SigningRoot.of(block.message()), since, null);
  }

  boolean isOwn() {
    return producedSince != null;
  }

  BlockRef ref() {
    return new BlockRef(root, block.message().height());
  }

  Duration took(Instant now) {
    return producedSince == null ? Duration.ZERO : Duration.between(producedSince, now);
  }

  void answer(ChainProtocol.ImportResult result) {
    if (replyTo != null) {
      replyTo.tell(result);
    }
  }
}
