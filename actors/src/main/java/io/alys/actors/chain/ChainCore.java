package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.pubsub.Topic;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Slot;
import io.alys.workflows.head.ChainTree;
import io.alys.workflows.pow.MiningBasis;
import io.alys.workflows.rules.FieldRules;
import io.alys.workflows.rules.SlotTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state that the ChainActor's parts share: one thread, the actor's, touches it. */
final class ChainCore {

  private static final int SKIPS_TO_REPORT = 2;

  final ActorContext<ActorMessage> context;
  final ChainSetup setup;
  final ChainTree tree;
  final EngineLink engine;
  final Outreach outreach;
  private ChainHeads heads;
  private @Nullable String conflict;
  private @Nullable String lastSkip;
  private int skipsInARow;

  ChainCore(
      ActorContext<ActorMessage> context, ChainSetup setup, ChainTree tree, ChainHeads heads) {
    this.context = context;
    this.setup = setup;
    this.tree = tree;
    this.heads = heads;
    this.engine = new EngineLink(this);
    this.outreach = new Outreach(setup.peers().network());
  }

  ChainHeads heads() {
    return heads;
  }

  BlockContext head() {
    return tree.at(heads.certified());
  }

  /** Takes new heads, after they are on disk. */
  void mark(ChainHeads moved) {
    heads = moved;
    tree.raiseFloor(moved.committed());
    tellMiners();
  }

  /** Why nothing may be signed any more, when a conflicting committed chain was seen (2.5). */
  @Nullable String conflict() {
    return conflict;
  }

  void raiseConflict(BlockRef floor, BlockRef other) {
    if (conflict != null) {
      return;
    }
    conflict = "block " + other + " was committed beside our committed block " + floor;
    context.getLog().error("ALARM, signing stops: {}", conflict);
    publish(new NodeEvent.HealthChanged("chain", conflict));
  }

  /** An own turn brought no block. */
  void skipped(Slot slot, String code, String reason) {
    skipsInARow++;
    lastSkip = code + " at slot " + slot + ": " + reason;
    publish(new NodeEvent.SlotSkipped(slot, code, reason));
  }

  /** An own block became certified. */
  void produced() {
    skipsInARow = 0;
  }

  Optional<String> lastSkip() {
    return Optional.ofNullable(lastSkip);
  }

  /** Why own turns have brought no block lately, null when the last one or two did. */
  @Nullable String idleness() {
    return skipsInARow < SKIPS_TO_REPORT ? null : skipsInARow + " own slots skipped: " + lastSkip;
  }

  SlotTime now() {
    return new SlotTime(setup.clock().instant(), setup.spec().slotDuration());
  }

  Slot slotNow() {
    return now().slot();
  }

  ForkchoiceState forkchoice(ChainHeads of) {
    return new ForkchoiceState(
        tree.at(of.certified()).payloadHash(),
        tree.at(of.committed()).payloadHash(),
        tree.at(of.powFinal()).payloadHash());
  }

  EngineFork forkOf(BlockContext block) {
    return FieldRules.forkAt(block.timestamp(), setup.spec());
  }

  /** Begins a task of its own, which ends by itself. */
  ActorRef<ActorMessage> begin(ActorKind kind, Behavior<ActorMessage> task) {
    return ActorRuntime.of(context.getSystem()).spawnTask(context, kind, null, task);
  }

  void publish(NodeEvent event) {
    setup.peers().events().tell(Topic.publish(event));
  }

  /** Tells the AuxPowActor what a child of the head may finalise. */
  void tellMiners() {
    var basis = MiningBasis.at(head(), tree).orElseThrow();
    setup.peers().mining().tell(basis);
  }
}
