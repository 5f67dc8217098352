package io.alys.actors.network;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.alys.actors.bus.Replies;
import io.alys.messages.ActorMessage;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainProtocol;
import io.alys.messages.peers.ApprovalsWanted;
import io.alys.messages.peers.RootApproval;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.codec.BlockCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.RequestCodec;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Answers peers' questions for blocks and approvals from the chain's store: part by part, as fast
 * as the peer takes them, a bounded number of answers at a time. Part of the NetworkActor.
 */
final class Answering {

  /** What it tells the actor that it is part of. */
  sealed interface Step extends ActorMessage {}

  /** A peer asks; comes from the transport's thread. */
  private record Asked(RequestKind kind, Bytes body, Responder responder) implements Step {}

  private record Found(Series series, ChainProtocol.BlockReply reply) implements Step {}

  private record Taken(Series series, boolean wantsMore) implements Step {}

  /**
   * An answer under way.
   *
   * @param questions what is still to be looked up
   * @param encode makes a part of what was found; empty when there is nothing to send of it
   * @param gaps whether parts may be left out
   */
  private record Series(
      Responder responder,
      Queue<Function<ActorRef<ChainProtocol.BlockReply>, ChainProtocol.Command>> questions,
      Function<SignedBlock, Optional<Bytes>> encode,
      boolean gaps) {}

  private final ActorContext<ActorMessage> context;
  private final NetworkActor.Means means;
  private int underWay;

  Answering(ActorContext<ActorMessage> context, NetworkActor.Means means) {
    this.context = context;
    this.means = means;
  }

  /** Takes questions from now on. */
  void open(PeerTransport transport) {
    var kinds = means.kinds();
    var me = context.getSelf();
    for (var kind :
        List.of(
            kinds.blocksByRange(),
            RequestKinds.V1_BLOCKS_BY_RANGE,
            kinds.blocksByRoot(),
            RequestKinds.APPROVALS_BY_ROOT)) {
      transport.serve(kind, (peer, body, responder) -> me.tell(new Asked(kind, body, responder)));
    }
  }

  void onStep(Step step) {
    switch (step) {
      case Asked asked -> onAsked(asked);
      case Found(var series, var reply) -> onFound(series, reply);
      case Taken(var series, var wantsMore) -> {
        if (wantsMore) {
          next(series);
        } else {
          end(series);
        }
      }
    }
  }

  private void onAsked(Asked asked) {
    if (underWay >= means.limits().maxAnswers()) {
      asked.responder().error(ResponseCode.RATE_LIMITED, "too many questions at a time");
      return;
    }
    var series = series(asked);
    if (series.isEmpty()) {
      asked.responder().error(ResponseCode.INVALID_REQUEST, "the question does not read");
      return;
    }
    underWay++;
    next(series.get());
  }

  private Optional<Series> series(Asked asked) {
    var kind = asked.kind();
    if (kind.equals(RequestKinds.APPROVALS_BY_ROOT)) {
      return read(RequestCodec.decodeWanted(asked.body())).map(w -> approvals(asked, w));
    }
    if (kind.equals(means.kinds().blocksByRoot())) {
      return read(RequestCodec.decodeRoots(asked.body())).map(roots -> byRoot(asked, roots));
    }
    return read(RequestCodec.decodeRange(asked.body()))
        .map(range -> byRange(asked, range.from(), range.count()));
  }

  private static <T> Optional<T> read(Decoded<T> decoded) {
    return decoded.toOptional();
  }

  private Series byRange(Asked asked, Height from, int count) {
    var last = Math.min(count, means.limits().maxBlocksServed());
    var questions = queue();
    LongStream.range(0, last)
        .mapToObj(from::plus)
        .forEach(at -> questions.add(me -> new ChainProtocol.GetBlockAt(at, me)));
    return new Series(asked.responder(), questions, encodeFor(asked.kind()), false);
  }

  private Series byRoot(Asked asked, List<Hash32> roots) {
    var questions = queue();
    roots.stream()
        .limit(means.limits().maxBlocksServed())
        .forEach(root -> questions.add(me -> new ChainProtocol.ServeBlock(root, me)));
    return new Series(asked.responder(), questions, encodeFor(asked.kind()), true);
  }

  private static Function<SignedBlock, Optional<Bytes>> encodeFor(RequestKind kind) {
    return block ->
        Optional.of(BlockCodec.encode(block))
            .filter(bytes -> bytes.size() <= kind.sizes().maxChunk());
  }

  /** All that is known of a block, as one part, when the peer lacks some of it. */
  private static Series approvals(Asked asked, List<ApprovalsWanted> wanted) {
    var questions = queue();
    var order = new ArrayDeque<>(wanted);
    wanted.forEach(one -> questions.add(me -> new ChainProtocol.ServeBlock(one.root(), me)));
    return new Series(
        asked.responder(),
        questions,
        block -> {
          var approval = block.approval();
          var one = order.stream().filter(w -> matches(w, block)).findFirst();
          return one.filter(w -> (approval.bits().mask() & ~w.known().mask()) != 0)
              .map(w -> RequestCodec.encode(new RootApproval(w.root(), approval)));
        },
        true);
  }

  private static boolean matches(ApprovalsWanted wanted, SignedBlock block) {
    return io.alys.workflows.codec.SigningRoot.of(block.message()).equals(wanted.root());
  }

  private static Queue<Function<ActorRef<ChainProtocol.BlockReply>, ChainProtocol.Command>>
      queue() {
    return new ArrayDeque<>();
  }

  private void next(Series series) {
    var question = series.questions().poll();
    if (question == null) {
      end(series);
      return;
    }
    means
        .chain()
        .ask(
            context,
            means.limits().askTimeout(),
            question,
            (ChainProtocol.BlockReply reply) -> new Found(series, reply));
  }

  private void onFound(Series series, ChainProtocol.BlockReply reply) {
    var part =
        reply instanceof ChainProtocol.Found found
            ? series.encode().apply(found.block())
            : Optional.<Bytes>empty();
    if (part.isPresent()) {
      Replies.pipeToSelf(
          context,
          series.responder().chunk(part.get()),
          (taken, thrown) -> new Taken(series, thrown == null && taken));
    } else if (series.gaps()) {
      next(series);
    } else {
      end(series);
    }
  }

  private void end(Series series) {
    underWay--;
    series.responder().end();
  }
}
