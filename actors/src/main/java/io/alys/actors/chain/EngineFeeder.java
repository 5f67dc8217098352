package io.alys.actors.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractOnMessageBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.NodeActors;
import io.alys.actors.bus.Address;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.ActorMessage;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.EngineProtocol;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ExecutionBlock;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.storage.StorageProtocol;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the execution client to the stored head: a forkchoiceUpdated when it has the head, else
 * every missing block again from the highest one both have (consensus.md §2.6). A geth that was
 * killed falls back, possibly to genesis, but keeps blocks: it calls them valid without executing
 * them and answers VALID to head updates that it ignores. So its head is checked, and where it does
 * not move an {@link EngineDetour} unlocks it. Answers exactly once and stops.
 */
final class EngineFeeder extends AbstractOnMessageBehavior<ActorMessage> {

  /** Blocks between two head updates while feeding. */
  static final long HEAD_UPDATE_EVERY = 32;

  /** The stored chain that the client is to follow. */
  record Target(BlockContext head, BlockContext committed, BlockContext powFinal, EngineFork fork) {
    ForkchoiceState state() {
      return new ForkchoiceState(
          head.payloadHash(), committed.payloadHash(), powFinal.payloadHash());
    }
  }

  /** The actors that it talks to, and how long the store may take to answer. */
  record Peers(
      ActorRef<EngineProtocol.Command> engine,
      Address<StorageProtocol.Command> storage,
      Duration askTimeout) {}

  /** What it tells its parent. */
  sealed interface Outcome {}

  /** The client's head is the target; {@code blocks} were executed again. */
  record Fed(Target target, long blocks) implements Outcome {}

  /** Still at it, for the log and the status. */
  record Feeding(Height at, Height head) implements Outcome {}

  /** Not now; {@code wrong} when another try can't help (another chain, refused block). */
  record NotFed(String reason, boolean wrong) implements Outcome {}

  private sealed interface Internal extends ActorMessage {}

  private record Greeted(EngineProtocol.BlockReply reply) implements Internal {}

  private record HeadAsked(EngineProtocol.ForkchoiceReply reply) implements Internal {}

  private record Searched(Height at, EngineProtocol.BlockReply reply) implements Internal {}

  private record Matched(StorageProtocol.BlockResult stored, ExecutionBlock executed)
      implements Internal {}

  private record Loaded(StorageProtocol.BlockResult result) implements Internal {}

  private record Executed(StoredBlock block, EngineProtocol.ExecuteReply reply)
      implements Internal {}

  private record Advanced(StoredBlock block, EngineProtocol.ForkchoiceReply reply)
      implements Internal {}

  private record HeadChecked(EngineProtocol.BlockReply reply) implements Internal {}

  private record DetourEnded(EngineDetour.Outcome outcome) implements Internal {}

  private record ParentSettled(StoredBlock block, EngineProtocol.ForkchoiceReply reply)
      implements Internal {}

  private final Peers peers;
  private final Target target;
  private final ActorRef<Outcome> replyTo;
  private long step = 1;
  private long executed;
  private @Nullable BlockRef settled;
  private boolean detoured;
  private boolean updateHeadNext;

  /** A feeder that starts at once. */
  static Behavior<ActorMessage> create(Peers peers, Target target, ActorRef<Outcome> replyTo) {
    return Behaviors.setup(context -> new EngineFeeder(context, peers, target, replyTo));
  }

  private EngineFeeder(
      ActorContext<ActorMessage> context, Peers peers, Target target, ActorRef<Outcome> replyTo) {
    super(context);
    this.peers = peers;
    this.target = target;
    this.replyTo = replyTo;
    greet();
  }

  @Override
  public Behavior<ActorMessage> onMessage(ActorMessage message) {
    if (!(message instanceof Internal internal)) {
      return Behaviors.unhandled();
    }
    return switch (internal) {
      case Greeted greeted -> onGreeted(greeted);
      case HeadAsked asked -> onHeadAsked(asked);
      case Searched searched -> onSearched(searched);
      case Matched matched -> onMatched(matched);
      case Loaded loaded -> onLoaded(loaded);
      case Executed done -> onExecuted(done);
      case Advanced advanced -> onAdvanced(advanced);
      case ParentSettled parent -> onParentSettled(parent);
      case HeadChecked checked -> onHeadChecked(checked);
      case DetourEnded ended -> onDetourEnded(ended);
    };
  }

  /** A head update waits long for its answer; a client that is away is found out sooner by this. */
  private void greet() {
    fetch(new EngineProtocol.Latest(), Greeted::new);
  }

  private void fetch(
      EngineProtocol.BlockSelector which, Function<EngineProtocol.BlockReply, ActorMessage> wrap) {
    var replyTo = getContext().messageAdapter(EngineProtocol.BlockReply.class, wrap::apply);
    peers.engine().tell(new EngineProtocol.FetchBlock(which, replyTo));
  }

  private Behavior<ActorMessage> onGreeted(Greeted greeted) {
    if (greeted.reply() instanceof EngineProtocol.Unavailable lost) {
      return end(lost.detail(), false);
    }
    askHead();
    return this;
  }

  private void askHead() {
    peers
        .engine()
        .tell(
            new EngineProtocol.UpdateForkchoice(
                target.fork(),
                target.state(),
                null,
                getContext().messageAdapter(EngineProtocol.ForkchoiceReply.class, HeadAsked::new)));
  }

  private Behavior<ActorMessage> onHeadAsked(HeadAsked asked) {
    return switch (asked.reply()) {
      case EngineProtocol.ForkchoiceUpdated updated
          when updated.result().status() instanceof PayloadStatus.Valid -> {
        fetch(new EngineProtocol.Latest(), HeadChecked::new);
        yield this;
      }
      case EngineProtocol.Unavailable lost -> end(lost.detail(), false);
      case EngineProtocol.ForkchoiceUpdated updated -> searchFrom(updated.toString());
      case EngineProtocol.Refused refused -> searchFrom(refused.reason().toString());
    };
  }

  private Behavior<ActorMessage> onHeadChecked(HeadChecked checked) {
    return switch (checked.reply()) {
      case EngineProtocol.BlockFetched fetched
          when target.head().height().isAbove(fetched.block().number()) ->
          executed > 0 ? detour() : compare(fetched.block());
      case EngineProtocol.BlockFetched _, EngineProtocol.NoSuchBlock _ -> {
        replyTo.tell(new Fed(target, executed));
        yield Behaviors.stopped();
      }
      case EngineProtocol.Unavailable lost -> end(lost.detail(), false);
      case EngineProtocol.Refused refused -> end(refused.reason().toString(), false);
    };
  }

  private Behavior<ActorMessage> detour() {
    if (detoured) {
      return end("the execution client has the blocks but does not move its head", false);
    }
    detoured = true;
    ActorRuntime.of(getContext().getSystem())
        .spawnTask(
            getContext(),
            NodeActors.FEEDER_KIND,
            null,
            EngineDetour.create(
                peers.engine(),
                target.fork(),
                getContext().messageAdapter(EngineDetour.Outcome.class, DetourEnded::new)));
    return this;
  }

  private Behavior<ActorMessage> onDetourEnded(DetourEnded ended) {
    return switch (ended.outcome()) {
      case EngineDetour.Taken taken -> {
        updateHeadNext = true;
        yield compare(taken.base());
      }
      case EngineDetour.NotTaken failed -> end(failed.reason(), false);
    };
  }

  private Behavior<ActorMessage> searchFrom(String answer) {
    if (executed > 0) {
      return end("the execution client has every block but refuses the head: " + answer, false);
    }
    search(target.head().height(), new EngineProtocol.Latest());
    return this;
  }

  private void search(Height at, EngineProtocol.BlockSelector which) {
    fetch(which, reply -> new Searched(at, reply));
  }

  private Behavior<ActorMessage> onSearched(Searched searched) {
    return switch (searched.reply()) {
      case EngineProtocol.BlockFetched fetched -> compare(fetched.block());
      case EngineProtocol.NoSuchBlock none -> searchLower(searched.at());
      case EngineProtocol.Unavailable lost -> end(lost.detail(), false);
      case EngineProtocol.Refused refused -> end(refused.reason().toString(), false);
    };
  }

  private Behavior<ActorMessage> compare(ExecutionBlock block) {
    var height = block.number();
    if (height.isAbove(target.head().height())) {
      search(target.head().height(), new EngineProtocol.AtHeight(target.head().height()));
      return this;
    }
    read(height, result -> new Matched(result, block));
    return this;
  }

  private Behavior<ActorMessage> onMatched(Matched matched) {
    var height = matched.executed().number();
    return switch (matched.stored()) {
      case StorageProtocol.BlockFound found
          when found.block().context().payloadHash().equals(matched.executed().hash()) ->
          load(height.next());
      case StorageProtocol.BlockFound _, StorageProtocol.BlockMissing _ -> searchLower(height);
      case StorageProtocol.StorageRefused refused -> end(refused.reason(), false);
      case StorageProtocol.StorageUnavailable away -> end(away.reason(), false);
    };
  }

  private Behavior<ActorMessage> searchLower(Height from) {
    if (from.equals(Height.ZERO)) {
      return end("the execution client has another genesis than the stored chain", true);
    }
    var lower = new Height(Math.max(0, from.value() - step));
    step *= 2;
    search(lower, new EngineProtocol.AtHeight(lower));
    return this;
  }

  private Behavior<ActorMessage> load(Height height) {
    if (height.isAbove(target.head().height())) {
      executed = Math.max(executed, 1);
      askHead();
      return this;
    }
    read(height, Loaded::new);
    return this;
  }

  private void read(Height height, Function<StorageProtocol.BlockResult, ActorMessage> wrap) {
    peers
        .storage()
        .ask(
            getContext(),
            peers.askTimeout(),
            replyTo -> new StorageProtocol.GetCanonical(height, replyTo),
            wrap);
  }

  private Behavior<ActorMessage> onLoaded(Loaded loaded) {
    return switch (loaded.result()) {
      case StorageProtocol.BlockFound found -> execute(found.block());
      case StorageProtocol.BlockMissing missing -> end("a stored block is missing", true);
      case StorageProtocol.StorageRefused refused -> end(refused.reason(), false);
      case StorageProtocol.StorageUnavailable away -> end(away.reason(), false);
    };
  }

  private Behavior<ActorMessage> execute(StoredBlock block) {
    peers
        .engine()
        .tell(
            new EngineProtocol.ExecutePayload(
                block.block().message().payload(),
                block.block().message().parentHash(),
                getContext()
                    .messageAdapter(
                        EngineProtocol.ExecuteReply.class, reply -> new Executed(block, reply))));
    return this;
  }

  private Behavior<ActorMessage> onExecuted(Executed done) {
    return switch (done.reply()) {
      case EngineProtocol.PayloadJudged judged ->
          switch (judged.status()) {
            case PayloadStatus.Valid valid -> afterExecution(done.block());
            case PayloadStatus.Invalid invalid ->
                end(
                    "the execution client calls stored block "
                        + done.block().context().self()
                        + " invalid: "
                        + invalid.reason(),
                    true);
            case PayloadStatus.Syncing _, PayloadStatus.Accepted _ -> settleParent(done.block());
          };
      case EngineProtocol.Unavailable lost -> end(lost.detail(), false);
      case EngineProtocol.Refused refused -> end(refused.reason().toString(), false);
    };
  }

  /**
   * A geth that fell back after a kill still has blocks, but neither their state nor a head to
   * build on: a head update to the parent makes it execute them; then the block is sent once more.
   */
  private Behavior<ActorMessage> settleParent(StoredBlock block) {
    if (block.context().self().equals(settled)) {
      return detour();
    }
    settled = block.context().self();
    var payload = block.block().message().payload();
    advance(block, payload.parentHash(), ParentSettled::new);
    return this;
  }

  private void advance(
      StoredBlock block,
      Hash32 head,
      BiFunction<StoredBlock, EngineProtocol.ForkchoiceReply, ActorMessage> wrap) {
    peers
        .engine()
        .tell(
            new EngineProtocol.UpdateForkchoice(
                EngineFork.of(block.block().message().payload()),
                new ForkchoiceState(head, Hash32.ZERO, Hash32.ZERO),
                null,
                getContext()
                    .messageAdapter(
                        EngineProtocol.ForkchoiceReply.class, reply -> wrap.apply(block, reply))));
  }

  private Behavior<ActorMessage> onParentSettled(ParentSettled settledParent) {
    return settledParent.reply() instanceof EngineProtocol.Unavailable lost
        ? end(lost.detail(), false)
        : execute(settledParent.block());
  }

  private Behavior<ActorMessage> afterExecution(StoredBlock block) {
    executed++;
    var height = block.context().height();
    if (executed % HEAD_UPDATE_EVERY != 0 && !updateHeadNext) {
      return load(height.next());
    }
    updateHeadNext = false;
    replyTo.tell(new Feeding(height, target.head().height()));
    advance(block, block.context().payloadHash(), Advanced::new);
    return this;
  }

  private Behavior<ActorMessage> onAdvanced(Advanced advanced) {
    return switch (advanced.reply()) {
      case EngineProtocol.ForkchoiceUpdated updated ->
          load(advanced.block().context().height().next());
      case EngineProtocol.Unavailable lost -> end(lost.detail(), false);
      case EngineProtocol.Refused refused -> end(refused.reason().toString(), false);
    };
  }

  private Behavior<ActorMessage> end(String reason, boolean wrong) {
    replyTo.tell(new NotFed(reason, wrong));
    return Behaviors.stopped();
  }
}
