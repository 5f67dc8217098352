package io.alys.actors.network;

import io.alys.messages.block.SignedBlock;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.PeerId;
import io.alys.workflows.codec.SigningRoot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A walk up to a target, range by range.
 *
 * @param from the next height to ask for
 * @param target where it ends
 * @param peer who was asked last
 * @param blocks what came and is still to be imported
 */
record RangeWork(Height from, BlockRef target, @Nullable PeerId peer, List<SignedBlock> blocks) {

  RangeWork {
    blocks = List.copyOf(blocks);
  }

  static RangeWork from(Height from, BlockRef target) {
    return new RangeWork(from, target, null, List.of());
  }

  RangeWork of(PeerId asked) {
    return new RangeWork(from, target, asked, blocks);
  }

  /** The peer that was asked. */
  PeerId source() {
    if (peer == null) {
      throw new IllegalStateException("nobody was asked yet");
    }
    return peer;
  }

  int count(int most) {
    return (int) Math.max(1, Math.min(most, target.height().minus(from) + 1));
  }

  /** Whether blocks begin at the height asked for and each stands on the one before. */
  boolean isWellFormed(List<SignedBlock> came) {
    var height = from;
    Hash32 parent = null;
    for (var block : came) {
      var message = block.message();
      if (!message.height().equals(height)
          || (parent != null && !parent.equals(message.parentHash()))) {
        return false;
      }
      parent = SigningRoot.of(message);
      height = height.next();
    }
    return true;
  }

  RangeWork with(List<SignedBlock> came) {
    return new RangeWork(from.plus(came.size()), target, peer, came);
  }

  Optional<SignedBlock> first() {
    return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.getFirst());
  }

  RangeWork rest() {
    return new RangeWork(from, target, peer, blocks.subList(1, blocks.size()));
  }

  boolean isOver() {
    return from.isAbove(target.height());
  }
}
