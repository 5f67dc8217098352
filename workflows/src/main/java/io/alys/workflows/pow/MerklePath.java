package io.alys.workflows.pow;

import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.Sha256;

/** From a leaf to its merkle root (protocol reference §2.4). */
final class MerklePath {

  private MerklePath() {}

  /** The root; elements beyond the mask's 32 bits stand on the right. */
  static Hash32 root(Hash32 leaf, MerkleBranch branch) {
    var hash = leaf;
    for (int i = 0; i < branch.hashes().size(); i++) {
      var element = branch.hashes().get(i).bytes();
      var onTheLeft = i < Integer.SIZE && (branch.sideMask() >>> i & 1) == 1;
      hash =
          onTheLeft ? Sha256.sha256d(element, hash.bytes()) : Sha256.sha256d(hash.bytes(), element);
    }
    return hash;
  }
}
