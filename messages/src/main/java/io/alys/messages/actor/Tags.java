package io.alys.messages.actor;

import io.alys.messages.types.Hash32;
import org.jspecify.annotations.Nullable;

/**
 * The ids under which a message's work appears in logs and traces.
 *
 * @param block signing root of the block that it is about
 * @param pegOperation id of the peg operation
 * @param peer id of the peer
 */
public record Tags(@Nullable Hash32 block, @Nullable String pegOperation, @Nullable String peer) {

  /** About nothing in particular. */
  public static final Tags NONE = new Tags(null, null, null);

  /** About a block. */
  public static Tags block(Hash32 root) {
    return new Tags(root, null, null);
  }
}
