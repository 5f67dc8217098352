package io.alys.workflows.pow;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.mining.AuxPowProtocol.ChainAdvanced;
import io.alys.messages.mining.WorkState;
import io.alys.workflows.chain.ChainView;
import java.util.Optional;

/** What a child of the head may finalise (rules 7.2, 7.3). */
public final class MiningBasis {

  private MiningBasis() {}

  /**
   * The basis at a certified head: the blocks after lastFinal up to what the head's ancestry
   * commits. Empty when the view does not reach back to lastFinal.
   */
  public static Optional<ChainAdvanced> at(BlockContext head, ChainView view) {
    var state = new WorkState(head.work(), head.lastPow());
    return view.path(head.lastFinal(), head.committed().root())
        .map(path -> path.stream().map(BlockContext::self).toList())
        .map(range -> new ChainAdvanced(head.self(), head.lastFinal(), range, state));
  }
}
