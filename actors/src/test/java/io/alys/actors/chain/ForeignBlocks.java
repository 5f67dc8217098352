package io.alys.actors.chain;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.fakes.AdditiveScheme;
import io.alys.workflows.fakes.FakePayloads;
import io.alys.workflows.head.ChainTree;
import io.alys.workflows.rules.Ancestry;
import io.alys.workflows.rules.NextBlock;
import io.alys.workflows.spec.ChainSpec;
import java.util.ArrayList;
import java.util.List;

/** Blocks that other authorities make, valid but for what a test changes. */
final class ForeignBlocks {

  private ForeignBlocks() {}

  /** A valid empty block on {@code parent}, approved by the given authorities. */
  static SignedBlock on(StoredBlock parent, Slot slot, ChainSpec spec, int... signers) {
    var context = parent.context();
    var tree = new ChainTree(context.self(), List.of(context));
    var intent = new NextBlock.Intent(slot, null);
    var plan = (NextBlock.Plan.Build) NextBlock.plan(intent, Ancestry.of(context, tree), spec);
    var payload =
        FakePayloads.child(
            EngineFork.DENEB,
            parent.block().message().payload(),
            plan.attributes(),
            List.of(),
            UInt64.ZERO);
    var block = NextBlock.assemble(context.root(), intent, payload);
    return new SignedBlock(block, approvals(SigningRoot.of(block), signers));
  }

  /** What these authorities' signatures over a root add up to. */
  static AggregateApproval approvals(Hash32 root, int... signers) {
    var bits = ApprovalBits.NONE;
    var signatures = new ArrayList<BlsSignature>();
    for (var signer : signers) {
      bits = bits.with(signer);
      signatures.add(approval(root, signer).signature());
    }
    return signatures.isEmpty()
        ? AggregateApproval.EMPTY
        : new AggregateApproval(bits, new AdditiveScheme().aggregate(signatures));
  }

  /** One authority's approval of a root. */
  static Approval approval(Hash32 root, int signer) {
    return new Approval(AdditiveScheme.sign(AdditiveScheme.key(signer + 1), root), signer);
  }
}
