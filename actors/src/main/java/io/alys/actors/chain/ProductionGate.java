package io.alys.actors.chain;

import io.alys.messages.chain.ChainProtocol.AdviseReadiness;
import io.alys.messages.types.BlockRef;
import io.alys.workflows.rules.Readiness;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this node may produce (rule 10): never while it knows of a higher certified block, and
 * after a start not before enough members have none higher. Part of the ChainActor.
 */
final class ProductionGate {

  private static final long MAX_BLOCKS_BEHIND = 8;

  private final ChainCore core;
  private final BlockFlow flow;
  private AdviseReadiness advice = new AdviseReadiness(Optional.empty(), 0, false);

  ProductionGate(ChainCore core, BlockFlow flow) {
    this.core = core;
    this.flow = flow;
  }

  void advise(AdviseReadiness news) {
    advice = news;
  }

  /** Why not, empty when it may. */
  Optional<String> obstacle() {
    if (!core.outreach.hasPeers()) {
      return Optional.empty();
    }
    var target =
        Stream.concat(
                advice.target().filter(this::isOpen).stream(),
                flow.held().highestCertified().filter(this::isOpen).stream())
            .max(Comparator.comparing(BlockRef::height));
    var situation =
        new Readiness.Situation(
            core.heads().certified(),
            target.orElse(null),
            advice.membersWithNoneHigher(),
            advice.coldStartTimeoutPassed());
    var authorities = core.setup.spec().authorities().size();
    return switch (Readiness.assess(situation, authorities, MAX_BLOCKS_BEHIND)) {
      case Readiness.Ready _ -> Optional.empty();
      case Readiness.Preparing at -> Optional.of(text(at.target(), at.reason()));
      case Readiness.NotReady at -> Optional.of(text(at.target(), at.reason()));
    };
  }

  /** A block that is in the tree or was refused has had its say in the fork choice. */
  private boolean isOpen(BlockRef block) {
    return core.tree.context(block.root()).isEmpty() && flow.refused().find(block.root()).isEmpty();
  }

  private static String text(BlockRef target, Readiness.Reason reason) {
    return switch (reason) {
      case HIGHER_CERTIFIED_BLOCK_KNOWN -> "block " + target + " is certified and not here yet";
      case TOO_FAR_BEHIND -> "the chain of the others is at " + target;
      case WAITING_FOR_MEMBERS -> "too few members have said where their chain is";
    };
  }
}
