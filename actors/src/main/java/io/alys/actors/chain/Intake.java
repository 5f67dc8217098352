package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApproveBlock;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.chain.ValidationProtocol.CertificateResult;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.codec.SigningRoot;
import io.alys.workflows.rules.Quorum;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what peers send before anything dear is done with it: blocks that are new, near in time
 * and signed by their slot's author, approvals that hold. Part of the ChainActor.
 */
final class Intake {

  /** Slots ahead of the local clock whose blocks are kept until they begin. */
  private static final long FARTHEST_SLOT = 2;

  private static final int SLOTS_REMEMBERED = 256;

  private final ChainCore core;
  private final BlockFlow flow;
  private final Map<Slot, Hash32> firstOfSlot =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Slot, Hash32> eldest) {
          return size() > SLOTS_REMEMBERED;
        }
      };

  Intake(ChainCore core, BlockFlow flow) {
    this.core = core;
    this.flow = flow;
  }

  void onTakeBlock(SignedBlock block, ActorRef<GossipVerdict> replyTo) {
    var root = SigningRoot.of(block.message());
    var needless = screen(block, root);
    if (needless.isPresent()) {
      replyTo.tell(needless.get());
      return;
    }
    check(
        root,
        block.message().slot(),
        block.approval(),
        result -> new ChainInternal.BlockJudged(block, root, replyTo, result));
  }

  /** Why a block need not be looked at any further. */
  private Optional<GossipVerdict> screen(SignedBlock block, Hash32 root) {
    var message = block.message();
    if (core.tree.context(root).isPresent() || isNoNews(block, root)) {
      return ignore("known", "block " + message.height() + " is here already");
    }
    var refusal = flow.refused().find(root);
    if (refusal.isPresent()) {
      return ignore("refused-before", refusal.get());
    }
    if (message.slot().minus(core.slotNow()) > FARTHEST_SLOT) {
      return ignore("far-future", "slot " + message.slot() + " at slot " + core.slotNow());
    }
    if (isShortOfQuorum(block)) {
      return screenUncertified(block, root);
    }
    return flow.isWanted(root) || message.height().isAbove(core.heads().committed().height())
        ? Optional.empty()
        : ignore("old", "height " + message.height() + " is committed");
  }

  /** An author has one block for a slot; a second one counts only when others certified it. */
  private Optional<GossipVerdict> screenUncertified(SignedBlock block, Hash32 root) {
    var message = block.message();
    if (!message.height().isAbove(core.heads().committed().height())) {
      return ignore("old", "height " + message.height() + " is committed");
    }
    var first = firstOfSlot.get(message.slot());
    return first == null || first.equals(root)
        ? Optional.empty()
        : ignore("second-for-slot", "slot " + message.slot() + " has block " + first + " already");
  }

  private static Optional<GossipVerdict> ignore(String code, String detail) {
    return Optional.of(new GossipVerdict.Ignore(code, detail));
  }

  private boolean isShortOfQuorum(SignedBlock block) {
    return block.approval().bits().count() < Quorum.of(core.setup.spec().authorities().size());
  }

  /** Whether all its approvals are known, as far as bits tell. */
  private boolean isNoNews(SignedBlock block, Hash32 root) {
    return flow.find(root)
        .map(job -> job.block().approval().bits().mask())
        .filter(known -> (block.approval().bits().mask() & ~known) == 0)
        .isPresent();
  }

  void onBlockJudged(ChainInternal.BlockJudged judged) {
    var needless = screen(judged.block(), judged.root());
    if (needless.isPresent()) {
      judged.replyTo().tell(needless.get());
      return;
    }
    switch (judged.result()) {
      case ValidationProtocol.BadCertificate bad ->
          judged.replyTo().tell(new GossipVerdict.Reject(bad.code(), bad.detail()));
      case ValidationProtocol.CertificateUnchecked(var why) ->
          judged.replyTo().tell(new GossipVerdict.Ignore("unchecked", why.text()));
      case ValidationProtocol.Incomplete _, ValidationProtocol.Certified _ -> take(judged);
    }
  }

  private void take(ChainInternal.BlockJudged judged) {
    var block = judged.block();
    if (judged.result() instanceof ValidationProtocol.Incomplete) {
      firstOfSlot.putIfAbsent(block.message().slot(), judged.root());
    }
    judged.replyTo().tell(new GossipVerdict.Accept());
    if (flow.candidates().find(judged.root()).isPresent()) {
      flow.candidates().add(judged.root(), block.approval()).ifPresent(flow::submit);
    } else {
      flow.submit(ImportJob.gossiped(block, judged.root(), judged.result()));
    }
  }

  /** {@code replyTo} is null when nobody asks for a verdict. */
  void onApproval(ApproveBlock sent, @Nullable ActorRef<GossipVerdict> replyTo) {
    var root = sent.blockHash();
    var approval = sent.approval();
    if (core.tree.context(root).isPresent()
        || flow.candidates().approvalsOf(root).bits().has(approval.authorityIndex())) {
      answer(replyTo, new GossipVerdict.Ignore("known", "the approval is not needed"));
      return;
    }
    if (approval.authorityIndex() >= core.setup.spec().authorities().size()) {
      answer(
          replyTo,
          new GossipVerdict.Reject("unknown-authority", "index " + approval.authorityIndex()));
      return;
    }
    core.setup
        .peers()
        .validation()
        .ask(
            core.context,
            core.setup.limits().askTimeout(),
            me -> new ValidationProtocol.CheckApproval(root, approval, me),
            (ValidationProtocol.ApprovalResult result) ->
                new ChainInternal.ApprovalJudged(result, replyTo));
  }

  /** One that could not be checked is asked for again when it is missed. */
  void onApprovalJudged(ChainInternal.ApprovalJudged judged) {
    switch (judged.result()) {
      case ValidationProtocol.ApprovalChecked(var root, var approval, var valid) when valid -> {
        answer(judged.replyTo(), new GossipVerdict.Accept());
        if (core.tree.context(root).isEmpty()) {
          flow.candidates().add(root, approval).ifPresent(flow::submit);
        }
      }
      case ValidationProtocol.ApprovalChecked wrong ->
          answer(
              judged.replyTo(),
              new GossipVerdict.Reject(
                  "bad-signature", "of authority " + wrong.approval().authorityIndex()));
      case ValidationProtocol.ApprovalUnchecked(var _, var why) ->
          answer(judged.replyTo(), new GossipVerdict.Ignore("unchecked", why.text()));
    }
  }

  private static void answer(@Nullable ActorRef<GossipVerdict> replyTo, GossipVerdict verdict) {
    if (replyTo != null) {
      replyTo.tell(verdict);
    }
  }

  /** What a peer answered when it was asked for the approvals of a candidate. */
  void onApprovals(Hash32 root, AggregateApproval approval) {
    var candidate = flow.candidates().find(root);
    if (candidate.isPresent()) {
      check(
          root,
          candidate.get().block().message().slot(),
          approval,
          result -> new ChainInternal.ApprovalsJudged(root, approval, result));
    }
  }

  void onApprovalsJudged(ChainInternal.ApprovalsJudged judged) {
    var holds =
        judged.result() instanceof ValidationProtocol.Certified
            || judged.result() instanceof ValidationProtocol.Incomplete;
    if (holds && core.tree.context(judged.root()).isEmpty()) {
      flow.candidates().add(judged.root(), judged.approval()).ifPresent(flow::submit);
    }
  }

  private void check(
      Hash32 root,
      Slot slot,
      AggregateApproval approval,
      Function<CertificateResult, ActorMessage> wrap) {
    core.setup
        .peers()
        .validation()
        .ask(
            core.context,
            core.setup.limits().askTimeout(),
            replyTo -> new ValidationProtocol.CheckCertificate(root, slot, approval, replyTo),
            wrap);
  }
}
