package io.alys.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.alys.messages.events.NodeEvent;
import org.slf4j.Logger;

/** Writes each event that a person cares about as one line to the log. */
final class EventLog {

  private EventLog() {}

  /** A subscriber of the node's events. */
  static Behavior<NodeEvent> create(ActorRef<Topic.Command<NodeEvent>> events) {
    return Behaviors.setup(
        context -> {
          events.tell(Topic.subscribe(context.getSelf()));
          return Behaviors.receive(NodeEvent.class)
              .onAnyMessage(
                  event -> {
                    write(context.getLog(), event);
                    return Behaviors.same();
                  })
              .build();
        });
  }

  private static void write(Logger log, NodeEvent event) {
    switch (event) {
      case NodeEvent.BlockProduced made -> write(log, made);
      case NodeEvent.BlockImported imported when !imported.own() ->
          log.info(
              "imported block {} of slot {}, {} transactions",
              imported.block(),
              imported.slot(),
              imported.transactions());
      case NodeEvent.BlockImported own -> {}
      case NodeEvent.BlockCommitted committed -> log.debug("committed {}", committed.block());
      case NodeEvent.SlotSkipped skipped ->
          log.warn("skipped slot {}: {}: {}", skipped.slot(), skipped.code(), skipped.reason());
      case NodeEvent.RangeFinalised range ->
          log.info(
              "final {} to {}, work in block {}, miner {}",
              range.start(),
              range.end(),
              range.carriedBy(),
              range.miner());
      case NodeEvent.Reorganised moved ->
          log.warn(
              "head moved from {} to {}, fork at {}", moved.from(), moved.to(), moved.forkPoint());
      case NodeEvent.ProofQueued queued ->
          log.info("proof for {} to {}, miner {}", queued.start(), queued.end(), queued.miner());
      case NodeEvent.FinalityLagging lag -> warnOfStall(log, lag);
      case NodeEvent.HealthChanged health when health.reason().isEmpty() ->
          log.info("{} is healthy", health.component());
      case NodeEvent.HealthChanged health ->
          log.warn("{} is degraded: {}", health.component(), health.reason());
      case NodeEvent.OwnKeyUsedElsewhere used -> alarm(log, used);
      case NodeEvent.ActorLifecycleChanged moved ->
          log.debug("{} {} -> {}: {}", moved.path(), moved.from(), moved.to(), moved.reason());
    }
  }

  private static void write(Logger log, NodeEvent.BlockProduced made) {
    log.info(
        "made block {} in slot {}, {} transactions, {} ms",
        made.block(),
        made.slot(),
        made.transactions(),
        made.took().toMillis());
  }

  private static void alarm(Logger log, NodeEvent.OwnKeyUsedElsewhere used) {
    log.error(
        "ALARM: another process signed block {} of slot {} with this node's key {}: stop it;"
            + " this node signs nothing more (rule 2.10)",
        used.root(),
        used.slot(),
        used.key());
  }

  private static void warnOfStall(Logger log, NodeEvent.FinalityLagging lag) {
    log.warn(
        "no AuxPoW for {} blocks, {} % of the {} at which production stops (rule 7.5)",
        lag.blocksWithoutPow(), lag.percent(), lag.maxBlocksWithoutPow());
  }
}
