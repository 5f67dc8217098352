package io.alys.messages.bitcoin;

import io.alys.messages.types.Hash32;
import java.util.List;

/** A merkle branch; bit i of {@code sideMask} (unsigned 32 bits) set puts element i on the left. */
public record MerkleBranch(List<Hash32> hashes, int sideMask) {

  /** A branch without elements: the leaf is the root. */
  public static final MerkleBranch EMPTY = new MerkleBranch(List.of(), 0);

  /** Keeps a copy of the hashes. */
  public MerkleBranch {
    hashes = List.copyOf(hashes);
  }
}
