package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.actors.NodeActors;
import io.alys.actors.bus.Replies;
import io.alys.actors.runtime.Continued;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.Ancestry;
import io.alys.workflows.rules.Authors;
import io.alys.workflows.rules.FieldRules;
import io.alys.workflows.rules.NextBlock;
import io.alys.workflows.rules.Quorum;
import io.alys.workflows.rules.SlotBudget;
import io.alys.workflows.rules.SlowCertificates;
import io.alys.workflows.rules.StallDistance;
import io.alys.workflows.rules.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes this node's own blocks: one turn per slot, within the slot budget (rules 2.7, 2.8), every
 * skipped turn with a reason. Part of the ChainActor.
 */
final class Authoring {

  private final ChainCore core;
  private final BlockFlow flow;
  private final ProductionGate gate;
  private ChainInternal.@Nullable Turn turn;
  private @Nullable AuxPowHeader header;
  private Slot lastTick = Slot.ZERO;
  private Slot lastTried = Slot.ZERO;
  private int warned;

  Authoring(ChainCore core, BlockFlow flow, ProductionGate gate) {
    this.core = core;
    this.flow = flow;
    this.gate = gate;
  }

  Slot lastTick() {
    return lastTick;
  }

  /** Time until the next slot begins. */
  Duration untilNextSlot() {
    var now = core.now();
    return Duration.between(now.now(), now.startOf(now.slot().next()));
  }

  /** A slot began: author at once, or wait for the parent's certificate for a fifth of it. */
  void onTick() {
    var slot = core.slotNow();
    if (!slot.isAbove(lastTick)) {
      return;
    }
    lastTick = slot;
    abandon();
    warnOfStall();
    tellOfLateBlocks(slot);
    if (core.setup.authority() == null) {
      return;
    }
    if (flow.isIdle() && slot.minus(core.head().slot()) == 1) {
      onAuthorNow(slot);
    } else {
      core.context.scheduleOnce(
          core.setup.spec().slotDuration().dividedBy(5),
          core.context.getSelf(),
          Continued.later(new ChainInternal.AuthorNow(slot)));
    }
  }

  /**
   * A new head came: the parent's certificate that the author waits for, or the author of the slot
   * after a round's first may publish at once (2.8).
   */
  void onNewHead() {
    var now = core.slotNow();
    if (now.equals(lastTick) && now.minus(core.head().slot()) == 1) {
      onAuthorNow(now);
    } else if (turn == null
        && core.setup.authority() != null
        && lastTick.isAbove(core.head().slot())) {
      var due = slotToAuthor(core.slotNow());
      due.filter(slot -> slot.compareTo(core.slotNow()) < 0 && isOwn(slot)).ifPresent(this::begin);
    }
  }

  void onAuthorNow(Slot tick) {
    if (turn != null || !tick.equals(core.slotNow())) {
      return;
    }
    slotToAuthor(tick).filter(this::isOwn).ifPresent(slot -> beginWhenIdle(slot, tick));
  }

  /** An import under way may bring the parent; it is waited for as long as there is time. */
  private void beginWhenIdle(Slot slot, Slot tick) {
    var duration = core.setup.spec().slotDuration();
    var latest = SlotBudget.of(tick, duration).parentCertificate();
    if (flow.isIdle() || core.setup.clock().instant().isAfter(latest)) {
      begin(slot);
      return;
    }
    core.context.scheduleOnce(
        duration.dividedBy(20),
        core.context.getSelf(),
        Continued.later(new ChainInternal.AuthorNow(tick)));
  }

  private Optional<Slot> slotToAuthor(Slot now) {
    var parent = core.head();
    var authorities = core.setup.spec().authorities().size();
    return SlowCertificates.after(parent, authorities).slotToAuthor(parent.slot(), now);
  }

  private boolean isOwn(Slot slot) {
    var authority = core.setup.authority();
    return authority != null
        && Authors.indexOf(slot, core.setup.spec().authorities().size()) == authority;
  }

  private void begin(Slot slot) {
    if (!slot.isAbove(lastTried)) {
      return;
    }
    lastTried = slot;
    var trouble = core.engine.trouble();
    var obstacle = gate.obstacle();
    if (core.conflict() != null) {
      skip(slot, "conflicting-commit", core.conflict());
    } else if (trouble != null) {
      skip(slot, "engine-unavailable", trouble);
    } else if (obstacle.isPresent()) {
      skip(slot, "not-synced", obstacle.get());
    } else if (!flow.isIdle()) {
      skip(slot, "import-under-way", "another block is being imported");
    } else {
      pickHeader(new ChainInternal.Turn(slot, core.head(), core.setup.clock().instant()));
    }
  }

  private void pickHeader(ChainInternal.Turn begun) {
    turn = begun;
    Replies.ask(
        core.context,
        core.setup.peers().mining(),
        core.setup.spec().slotDuration().dividedBy(10),
        (ActorRef<AuxPowProtocol.PickReply> replyTo) ->
            new AuxPowProtocol.PickHeader(begun.parent().root(), replyTo),
        (reply, failure) -> new ChainInternal.HeaderPicked(begun, Optional.ofNullable(reply)));
  }

  void onHeaderPicked(ChainInternal.HeaderPicked picked) {
    if (!picked.turn().equals(turn)) {
      return;
    }
    header = picked.reply().orElse(null) instanceof AuxPowProtocol.Picked p ? p.header() : null;
    build(picked.turn());
  }

  private void build(ChainInternal.Turn begun) {
    var intent = new NextBlock.Intent(begun.slot(), header);
    var ancestry = Ancestry.of(begun.parent(), core.tree);
    switch (NextBlock.plan(intent, ancestry, core.setup.spec())) {
      case NextBlock.Plan.Build plan -> spawnBuilder(begun, plan.attributes());
      case NextBlock.Plan.Impossible impossible when header != null -> {
        if (impossible.why() instanceof Verdict.Refused refused) {
          var unfit = new AuxPowProtocol.DiscardHeader(header, refused.refusal().toString());
          core.setup.peers().mining().tell(unfit);
        }
        header = null;
        build(begun);
      }
      case NextBlock.Plan.Impossible impossible -> skip(begun.slot(), impossible.why());
    }
  }

  private void spawnBuilder(ChainInternal.Turn begun, PayloadAttributes attributes) {
    var budget = budgetOf(begun);
    var now = core.setup.clock().instant();
    var order =
        new PayloadBuilder.Order(
            begun.slot(),
            FieldRules.forkAt(attributes.timestamp(), core.setup.spec()),
            core.forkchoice(core.heads()),
            attributes,
            between(now, budget.getPayload()),
            between(now, budget.end()));
    var replyTo =
        core.context.messageAdapter(PayloadBuilder.Outcome.class, ChainInternal.BuildEnded::new);
    var builder =
        core.begin(
            NodeActors.BLOCK_TASK_KIND,
            PayloadBuilder.create(core.setup.peers().engine(), order, replyTo));
    core.context.watchWith(builder, new ChainInternal.BuilderGone(begun));
  }

  private SlotBudget budgetOf(ChainInternal.Turn begun) {
    var duration = core.setup.spec().slotDuration();
    var started = core.now().startOf(begun.slot().next());
    return begun.since().isAfter(started)
        ? SlotBudget.from(begun.since(), duration)
        : SlotBudget.of(begun.slot(), duration);
  }

  private static Duration between(Instant from, Instant to) {
    var gap = Duration.between(from, to);
    return gap.isNegative() ? Duration.ZERO : gap;
  }

  void onBuildEnded(ChainInternal.BuildEnded ended) {
    var open = turn;
    if (open == null || !open.slot().equals(ended.outcome().slot())) {
      return;
    }
    switch (ended.outcome()) {
      case PayloadBuilder.Built built -> submit(open, built.payload());
      case PayloadBuilder.NotBuilt failed -> {
        skip(open.slot(), failed.code(), failed.detail());
        if (failed.behind()) {
          core.engine.lost(failed.detail());
        }
      }
    }
  }

  void onBuilderGone(ChainInternal.BuilderGone gone) {
    if (gone.turn().equals(turn)) {
      skip(gone.turn().slot(), "build-crashed", "the payload builder crashed, see the log");
    }
  }

  private void submit(ChainInternal.Turn ended, ExecutionPayload payload) {
    var late = core.setup.clock().instant().isAfter(budgetOf(ended).publish());
    var intent = new NextBlock.Intent(ended.slot(), header);
    var block = NextBlock.assemble(ended.parent().root(), intent, payload);
    turn = null;
    header = null;
    if (late) {
      skip(ended.slot(), "payload-late", "the payload came after 0.35 of the slot");
      return;
    }
    flow.submit(ImportJob.own(new SignedBlock(block, AggregateApproval.EMPTY), ended.since()));
  }

  private void abandon() {
    var open = turn;
    if (open != null) {
      skip(open.slot(), "slot-over", "the payload was not there when the slot ended");
    }
  }

  private void skip(Slot slot, Verdict why) {
    switch (why) {
      case Verdict.Refused refused ->
          skip(slot, refused.refusal().code().id(), refused.refusal().toString());
      case Verdict.Hold hold -> skip(slot, hold.reason().id(), "rule " + hold.reason().rule());
      case Verdict.Valid valid -> throw new IllegalStateException("nothing to skip for");
    }
  }

  private void skip(Slot slot, String code, @Nullable String reason) {
    turn = null;
    header = null;
    core.skipped(slot, code, String.valueOf(reason));
  }

  /** An own block that its slot and the next did not certify counts as a skipped slot. */
  private void tellOfLateBlocks(Slot now) {
    var needed = Quorum.of(core.setup.spec().authorities().size());
    for (var job : flow.candidates().open()) {
      if (job.isOwn() && now.minus(job.block().message().slot()) == 2) {
        core.skipped(
            job.block().message().slot(),
            "approvals-missing",
            job.block().approval().bits().count() + " of " + needed + " approvals");
      }
    }
  }

  private void warnOfStall() {
    var distance = StallDistance.after(core.head(), core.setup.spec());
    var percent = distance.warning();
    if (percent > warned) {
      core.publish(new NodeEvent.FinalityLagging(distance.blocks(), distance.limit(), percent));
    }
    warned = percent;
  }
}
