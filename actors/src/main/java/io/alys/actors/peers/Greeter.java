package io.alys.actors.peers;

import akka.actor.typed.javadsl.ActorContext;
import io.alys.messages.ActorMessage;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.NodeStatus;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerReport.Phase;
import io.alys.messages.peers.V1Status;
import io.alys.messages.signing.SigningProtocol;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.RequestCodec;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which chain this node is of, and judges what peers say. Part of the PeerActor. */
final class Greeter {

  /** An offset is the mean over a question's way and back; over a longer way it says nothing. */
  private static final Duration MAX_WAY = Duration.ofSeconds(5);

  private static final List<RequestKind> SERVED =
      List.of(
          RequestKinds.STATUS,
          RequestKinds.V1_STATUS,
          RequestKinds.V1_PING,
          RequestKinds.V1_METADATA);

  private final ActorContext<ActorMessage> context;
  private final PeerMeans means;
  private final Circle circle;
  private PeerProtocol.@Nullable HeadsChanged heads;
  private long readySince;

  /** What to do with a peer. */
  sealed interface Outcome {

    /** Nothing. */
    record Fine() implements Outcome {}

    /** It is of another chain. */
    record Foreign(String reason) implements Outcome {}

    /** It does not say which chain it is of. */
    record Unknown(String reason) implements Outcome {}

    /** It breaks a rule. */
    record Fault(String reason) implements Outcome {}
  }

  Greeter(ActorContext<ActorMessage> context, PeerMeans means, Circle circle) {
    this.context = context;
    this.means = means;
    this.circle = circle;
  }

  void onHeads(PeerProtocol.HeadsChanged changed) {
    readySince = heads == null ? means.times().steady().nanos() : readySince;
    heads = changed;
  }

  /** Whether this node can say itself which chain it is of. */
  boolean isReady() {
    return heads != null;
  }

  /** Since when. */
  long readySince() {
    return readySince;
  }

  void serve() {
    var self = context.getSelf();
    for (var kind : SERVED) {
      means
          .transport()
          .serve(
              kind,
              (peer, body, responder) ->
                  self.tell(new PeerEvent.Asked(peer, kind, body, responder)));
    }
  }

  /** Asks for a peer's status, telling ours; not while a question is open. */
  void ask(Acquaintance one) {
    var own = status();
    if (own.isEmpty() || one.asked || one.sentAway) {
      return;
    }
    one.asked = true;
    var listener = new StatusListener(context.getSelf(), one.peer, means.times().steady().nanos());
    var body = RequestCodec.encode(own.get());
    var _ = means.transport().request(one.peer, RequestKinds.STATUS, body, listener);
  }

  Outcome onAsked(PeerEvent.Asked asked) {
    var outcome =
        asked.kind().equals(RequestKinds.STATUS)
            ? judge(asked.peer(), asked.body(), Optional.empty())
            : new Outcome.Fine();
    var responder = asked.responder();
    switch (outcome) {
      case Outcome.Fine _ -> answer(asked.kind(), responder);
      case Outcome.Foreign(var reason) -> responder.error(ResponseCode.INVALID_REQUEST, reason);
      case Outcome.Unknown(var reason) -> responder.error(ResponseCode.INVALID_REQUEST, reason);
      case Outcome.Fault(var reason) -> responder.error(ResponseCode.INVALID_REQUEST, reason);
    }
    return outcome;
  }

  private void answer(RequestKind kind, Responder responder) {
    Optional<Bytes> answer =
        switch (SERVED.indexOf(kind)) {
          case 0 -> status().map(RequestCodec::encode);
          case 1 -> status().map(own -> RequestCodec.encode(v1(own)));
          case 2 -> Optional.of(RequestCodec.encode(UInt64.ZERO));
          default -> Optional.of(RequestCodec.encodeMetadata(UInt64.ZERO));
        };
    if (answer.isPresent()) {
      var _ = responder.chunk(answer.get());
      responder.end();
    } else {
      responder.error(ResponseCode.UNAVAILABLE, "starting");
    }
  }

  Outcome onStatus(PeerEvent.StatusCame came) {
    circle.get(came.peer()).ifPresent(one -> one.asked = false);
    long way = means.times().steady().nanos() - came.sentNanos();
    return judge(came.peer(), came.body(), Optional.of(Duration.ofNanos(way)));
  }

  /** It may be starting, or busy; it is asked again. */
  Outcome onRefused(PeerEvent.StatusRefused refused) {
    circle.get(refused.peer()).ifPresent(one -> one.asked = false);
    return refused.code() == ResponseCode.INVALID_REQUEST
        ? new Outcome.Unknown("it refuses: " + refused.text())
        : new Outcome.Fine();
  }

  Outcome onFailed(PeerEvent.StatusFailed failed) {
    var one = circle.get(failed.peer());
    one.ifPresent(it -> it.asked = false);
    if (failed.why() == RequestFailure.MALFORMED) {
      return new Outcome.Fault("status: " + failed.detail());
    }
    if (failed.why() != RequestFailure.NOT_SPOKEN) {
      return new Outcome.Fine();
    }
    if (!means.limits().v1Allowed()) {
      return new Outcome.Unknown("it does not speak " + RequestKinds.STATUS.protocol());
    }
    one.filter(it -> it.phase == Phase.GREETING).ifPresent(it -> it.phase = Phase.V1);
    return new Outcome.Fine();
  }

  /** A peer has left, and what it claimed with it. */
  void left(PeerId peer) {
    if (means.neighbours().sync() != null) {
      means.neighbours().sync().tell(new SyncProtocol.PeerGone(peer));
    }
    if (circle.isMember(peer)) {
      reportClocks();
    }
  }

  private Outcome judge(PeerId peer, Bytes body, Optional<Duration> way) {
    return switch (RequestCodec.decodeStatus(body)) {
      case Decoded.Refused<NodeStatus>(var reason, var _, var detail) ->
          new Outcome.Fault("status: " + reason + ", " + detail);
      case Decoded.Ok<NodeStatus>(var status) -> {
        var difference = means.chain().differenceTo(status.chain());
        if (difference.isPresent()) {
          yield new Outcome.Foreign(difference.get());
        }
        circle.get(peer).ifPresent(one -> welcome(one, status, way));
        yield new Outcome.Fine();
      }
    };
  }

  private void welcome(Acquaintance one, NodeStatus status, Optional<Duration> way) {
    one.phase = Phase.READY;
    one.status = Optional.of(status);
    way.filter(time -> time.compareTo(MAX_WAY) <= 0)
        .ifPresent(
            time -> {
              var then = means.times().clock().instant().minus(time.dividedBy(2));
              one.clockAhead = Optional.of(Duration.between(then, status.clock()));
              if (circle.isMember(one.peer)) {
                reportClocks();
              }
            });
    if (means.neighbours().sync() != null) {
      var claim = new SyncProtocol.PeerClaims(one.peer, status.certified().block());
      means.neighbours().sync().tell(claim);
    }
  }

  private void reportClocks() {
    if (means.neighbours().signing() == null) {
      return;
    }
    var samples = new ArrayList<SigningProtocol.ClockSample>();
    means
        .contacts()
        .members()
        .forEach(
            (peer, authority) ->
                circle
                    .get(peer)
                    .flatMap(one -> one.clockAhead)
                    .ifPresent(
                        ahead -> samples.add(new SigningProtocol.ClockSample(authority, ahead))));
    means.neighbours().signing().tell(new SigningProtocol.ReportClocks(samples));
  }

  private Optional<NodeStatus> status() {
    return Optional.ofNullable(heads).map(this::status);
  }

  private NodeStatus status(PeerProtocol.HeadsChanged own) {
    return new NodeStatus(
        means.chain(),
        own.certified(),
        own.committed(),
        own.powFinal(),
        own.work(),
        Instant.ofEpochMilli(means.times().clock().millis()));
  }

  private static V1Status v1(NodeStatus status) {
    return new V1Status(status.powFinal().block().root(), status.certified().block().root());
  }
}
