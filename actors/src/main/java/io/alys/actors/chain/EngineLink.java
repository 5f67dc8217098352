package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import io.alys.actors.NodeActors;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineOutage;
import io.alys.messages.execution.EngineStatus;
import io.alys.messages.execution.ForkchoiceState;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the execution client follows the chain. When it does not, a feeder is at work or a retry
 * is due, and no block is made or imported meanwhile.
 */
final class EngineLink {

  /** The component's name in {@link NodeEvent.HealthChanged}: the kind of the EngineActor. */
  static final String COMPONENT = "engine";

  /** In place of an answer that did not come. */
  static final EngineProtocol.Unavailable NO_ANSWER =
      new EngineProtocol.Unavailable(
          EngineOutage.DEADLINE_PASSED, "the engine's actor did not answer", Duration.ZERO);

  private final ChainCore core;
  private @Nullable String trouble = "not connected yet";
  private boolean feeding;
  private boolean hopeless;

  EngineLink(ChainCore core) {
    this.core = core;
  }

  boolean isReady() {
    return trouble == null;
  }

  /** Why it is not ready, null when it is. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Tells the client its head; the answer comes as a message. */
  void setHead(
      EngineFork fork,
      ForkchoiceState state,
      Function<EngineProtocol.ForkchoiceReply, ActorMessage> wrap) {
    Replies.ask(
        core.context,
        core.setup.peers().engine(),
        core.setup.limits().lostAfter(),
        (ActorRef<EngineProtocol.ForkchoiceReply> replyTo) ->
            new EngineProtocol.UpdateForkchoice(fork, state, null, replyTo),
        (reply, late) -> wrap.apply(late == null ? reply : NO_ANSWER));
  }

  /** A call showed that the client is away or lacks the chain. */
  void lost(String reason) {
    if (trouble == null) {
      core.context.getLog().warn("execution client: {}", reason);
      core.publish(new NodeEvent.HealthChanged(COMPONENT, reason));
    }
    trouble = reason;
    feed();
  }

  /** Starts bringing the client to the head, unless that is under way. */
  void feed() {
    if (feeding || hopeless || trouble == null) {
      return;
    }
    feeding = true;
    var heads = core.heads();
    var target =
        new EngineFeeder.Target(
            core.tree.at(heads.certified()),
            core.tree.at(heads.committed()),
            core.tree.at(heads.powFinal()),
            core.forkOf(core.head()));
    var peers = core.setup.peers();
    var replyTo =
        core.context.messageAdapter(EngineFeeder.Outcome.class, ChainInternal.FeedNews::new);
    var feeder =
        core.begin(
            NodeActors.FEEDER_KIND,
            EngineFeeder.create(
                new EngineFeeder.Peers(
                    peers.engine(), peers.storage(), core.setup.limits().lostAfter()),
                target,
                replyTo));
    core.context.watchWith(feeder, new ChainInternal.FeederGone());
  }

  /** The feeder stopped; without an answer it crashed. */
  void onFeederGone() {
    if (feeding) {
      onNotFed(new EngineFeeder.NotFed("the attempt to feed it crashed, see the log", false));
    }
  }

  void onNews(EngineFeeder.Outcome outcome) {
    switch (outcome) {
      case EngineFeeder.Feeding at -> {
        trouble = "execution client executes the chain again: " + at.at() + " of " + at.head();
        core.context.getLog().info("{}", trouble);
      }
      case EngineFeeder.Fed fed -> onFed(fed);
      case EngineFeeder.NotFed failed -> onNotFed(failed);
    }
  }

  /** The connection changed: a good moment for another try. */
  void onStatus(EngineStatus status) {
    switch (status) {
      case EngineStatus.Connected connected -> {
        hopeless = false;
        feed();
      }
      case EngineStatus.Degraded degraded -> {
        if (trouble == null) {
          lost(degraded.detail());
        }
      }
      case EngineStatus.Connecting connecting -> {
        hopeless = false;
        lost("its connection is made anew");
      }
    }
  }

  private void onFed(EngineFeeder.Fed fed) {
    feeding = false;
    if (!fed.target().head().self().equals(core.heads().certified())) {
      feed();
      return;
    }
    if (fed.blocks() > 0) {
      core.context.getLog().info("execution client is at {} again", fed.target().head().self());
    }
    trouble = null;
    core.publish(new NodeEvent.HealthChanged(COMPONENT, ""));
  }

  private void onNotFed(EngineFeeder.NotFed failed) {
    feeding = false;
    if (!failed.reason().equals(trouble)) {
      core.context.getLog().warn("execution client: {}", failed.reason());
      core.publish(new NodeEvent.HealthChanged(COMPONENT, failed.reason()));
    }
    trouble = failed.reason();
    hopeless = failed.wrong();
    if (!hopeless) {
      core.context.scheduleOnce(
          core.setup.limits().retryDelay(), core.context.getSelf(), new ChainInternal.FeedAgain());
    }
  }
}
