package io.alys.actors.chain;

import io.alys.actors.bus.Address;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.network.Gossip;
import io.alys.messages.network.NetworkProtocol;
import io.alys.messages.types.Hash32;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the chain tells peers and asks of them; nothing when the node has no network. */
final class Outreach {

  private final @Nullable Address<NetworkProtocol.Command> network;

  Outreach(@Nullable Address<NetworkProtocol.Command> network) {
    this.network = network;
  }

  /** Whether there may be peers. */
  boolean hasPeers() {
    return network != null;
  }

  /** An own block, or one that became certified here (2.5). */
  void publish(SignedBlock block) {
    tell(new NetworkProtocol.Publish(new Gossip.OfBlock(block)));
  }

  /** The own approval of somebody's block. */
  void publish(Hash32 root, Approval approval) {
    tell(new NetworkProtocol.Publish(new Gossip.OfApproval(new ApproveBlock(root, approval))));
  }

  void wantBlocks(List<Hash32> roots) {
    if (!roots.isEmpty()) {
      tell(new NetworkProtocol.WantBlocks(roots));
    }
  }

  void wantApprovals(Hash32 root) {
    tell(new NetworkProtocol.WantApprovals(root));
  }

  private void tell(NetworkProtocol.Command command) {
    if (network != null) {
      network.tell(command);
    }
  }
}
