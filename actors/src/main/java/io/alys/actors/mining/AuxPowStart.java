package io.alys.actors.mining;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.alys.actors.runtime.Current;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.mining.AuxPowProtocol.Command;
import io.alys.messages.network.GossipVerdict;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.storage.StorageProtocol.RecordsResult;
import io.alys.workflows.pow.MiningTemplate;
import io.alys.workflows.pow.TemplateBook;
import io.alys.workflows.spec.ChainSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The AuxPowActor's first phase: takes the templates that miners work on and the proofs that wait
 * for a block back from the store.
 */
public final class AuxPowStart extends AbstractOnMessageBehavior<ActorMessage> {

  private sealed interface Loading extends ActorMessage {}

  private record TemplatesLoaded(RecordsResult result) implements Loading {}

  private record ProofsLoaded(RecordsResult result) implements Loading {}

  private record TryAgain() implements Loading {}

  private final TimerScheduler<ActorMessage> timers;
  private final AuxPowActor.Peers peers;
  private final ChainSpec spec;
  private final AuxPowActor.Limits limits;
  private final MiningRecords records;
  private @Nullable List<MiningTemplate> templates;
  private @Nullable List<TemplateBook.Proof> proofs;
  private int awaited;
  private @Nullable Command chain;

  /** The AuxPowActor. */
  public static Behavior<Command> create(
      AuxPowActor.Peers peers, ChainSpec spec, AuxPowActor.Limits limits) {
    return Behaviors.<ActorMessage>setup(
            context ->
                Behaviors.withTimers(
                    timers -> new AuxPowStart(context, timers, peers, spec, limits)))
        .narrow();
  }

  private AuxPowStart(
      ActorContext<ActorMessage> context,
      TimerScheduler<ActorMessage> timers,
      AuxPowActor.Peers peers,
      ChainSpec spec,
      AuxPowActor.Limits limits) {
    super(context);
    this.timers = timers;
    this.peers = peers;
    this.spec = spec;
    this.limits = limits;
    this.records = new MiningRecords(context, peers.storage(), limits.askTimeout());
    peers.chain().tell(new ChainProtocol.AdviseMiners());
    load();
  }

  private void load() {
    awaited = 2;
    records.loadTemplates(TemplatesLoaded::new);
    records.loadProofs(ProofsLoaded::new);
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    return switch (message) {
      case Command command -> onCommand(command);
      case Loading loading -> onLoading(loading);
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<ActorMessage> onCommand(Command command) {
    switch (command) {
      case AuxPowProtocol.CreateTemplate create ->
          create
              .replyTo()
              .tell(new AuxPowProtocol.NoTemplate("syncing", "the templates are being loaded"));
      case AuxPowProtocol.SubmitProof submit ->
          submit
              .replyTo()
              .tell(new AuxPowProtocol.MiningUnavailable("the templates are being loaded"));
      case AuxPowProtocol.TakeHeader(var _, var replyTo) ->
          replyTo.tell(new GossipVerdict.Ignore("starting", "the templates are being loaded"));
      case AuxPowProtocol.GetQueued get -> get.replyTo().tell(new AuxPowProtocol.NothingQueued());
      case AuxPowProtocol.PickHeader pick ->
          pick.replyTo().tell(new AuxPowProtocol.NothingQueued());
      // It would be picked and discarded once more.
      case AuxPowProtocol.DiscardHeader _ -> {}
      case AuxPowProtocol.ChainAdvanced advanced -> chain = advanced;
      case AuxPowProtocol.ChainLost lost -> chain = lost;
    }
    return this;
  }

  private Behavior<ActorMessage> onLoading(Loading loading) {
    switch (loading) {
      case TemplatesLoaded(StorageProtocol.RecordsFound(var found)) ->
          templates = records.templates(found);
      case ProofsLoaded(StorageProtocol.RecordsFound(var found)) -> proofs = records.proofs(found);
      case TemplatesLoaded(var other) -> warn(other);
      case ProofsLoaded(var other) -> warn(other);
      case TryAgain _ -> {
        load();
        return this;
      }
    }
    awaited--;
    return awaited == 0 ? onAnswered() : this;
  }

  private void warn(RecordsResult why) {
    getContext().getLog().warn("the templates of miners can't be loaded: {}", why);
  }

  private Behavior<ActorMessage> onAnswered() {
    if (templates != null && proofs != null) {
      return run(templates, proofs);
    }
    timers.startSingleTimer(new TryAgain(), limits.retryDelay());
    return this;
  }

  private Behavior<ActorMessage> run(
      List<MiningTemplate> templates, List<TemplateBook.Proof> proofs) {
    var book = new TemplateBook(spec, limits.maxTemplates());
    book.restore(templates, proofs);
    if (!templates.isEmpty()) {
      getContext().getLog().info("{} templates, {} proofs", templates.size(), proofs.size());
    }
    Current.announceServing();
    forgetOrphans(templates, proofs);
    var stock = new AuxPowActor.Stock(records, book, chain);
    return AuxPowActor.running(getContext(), peers, limits, stock);
  }

  /** A proof whose template was evicted while it was written. */
  private void forgetOrphans(List<MiningTemplate> templates, List<TemplateBook.Proof> proofs) {
    var known = templates.stream().map(MiningTemplate::workHash).collect(Collectors.toSet());
    var orphans =
        proofs.stream()
            .map(TemplateBook.Proof::workHash)
            .filter(work -> !known.contains(work))
            .toList();
    if (!orphans.isEmpty()) {
      records.forget(orphans, AuxPowActor.Forgotten::new);
    }
  }
}
