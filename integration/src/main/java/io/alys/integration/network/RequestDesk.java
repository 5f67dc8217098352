package io.alys.integration.network;

import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.reqresp.RequestProtocol;
import io.alys.integration.libp2p.reqresp.RequestRates;
import io.alys.integration.libp2p.reqresp.RequestServer;
import io.alys.integration.libp2p.reqresp.Requests;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.RequestHandler;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;
import io.alys.workflows.ports.TransportCounters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests both ways. */
final class RequestDesk {

  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private final PeerTable peers;
  private final LongSupplier nanoTime;
  private final Map<String, RequestHandler> handlers = new ConcurrentHashMap<>();
  private final Map<PeerId, Integer> open = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final List<RequestServer> servers = new CopyOnWriteArrayList<>();

  RequestDesk(PeerTable peers, LongSupplier nanoTime) {
    this.peers = peers;
    this.nanoTime = nanoTime;
  }

  /** What peers open streams for, by protocol id. */
  void offer(List<RequestKind> kinds, BiConsumer<String, StreamProtocol> to) {
    for (var kind : kinds) {
      var quota = kind.quota();
      var rates =
          new RequestRates(quota.burst(), quota.every().multipliedBy(quota.burst()), nanoTime);
      var server =
          new RequestServer(
              protocol(kind),
              (connection, body, responder) ->
                  handOn(kind, connection, body, new QueuedResponder(kind, connection, responder)),
              rates);
      servers.add(server);
      to.accept(kind.protocol(), server);
    }
  }

  void serve(RequestKind kind, RequestHandler handler) {
    handlers.put(kind.protocol(), handler);
  }

  private void handOn(
      RequestKind kind, PeerConnection connection, byte[] body, QueuedResponder responder) {
    var handler = handlers.get(kind.protocol());
    if (handler == null) {
      responder.error(ResponseCode.UNAVAILABLE, "nobody answers for " + kind.protocol());
      return;
    }
    served.incrementAndGet();
    try {
      handler.onRequest(PeerNames.of(connection.peer()), Bytes.of(body), responder);
    } catch (RuntimeException e) {
      LOG.error("a handler of {} failed", kind.protocol(), e);
      responder.error(ResponseCode.SERVER_ERROR, "failed");
    }
  }

  OpenRequest send(PeerId peer, RequestKind kind, Bytes body, ResponseListener listener) {
    if (body.size() > kind.sizes().maxRequest()) {
      throw new IllegalArgumentException("a request that is too long: " + kind.protocol());
    }
    sent.incrementAndGet();
    var connection = peers.connection(peer);
    var taken = new TakenChunks();
    if (connection.isEmpty()) {
      return refused(listener, RequestFailure.NOT_CONNECTED, "no connection with " + peer);
    }
    if (!peers.mayKnow(peer, kind.protocol())) {
      return refused(listener, RequestFailure.NOT_SPOKEN, "not spoken: " + kind.protocol());
    }
    if (open.merge(peer, 1, Integer::sum) > PeerTransport.MAX_REQUESTS_PER_PEER) {
      over(peer, true);
      return refused(listener, RequestFailure.TOO_MANY, "too many requests to " + peer);
    }
    var answer = new ListenedAnswer(listener, taken, withoutAnswer -> over(peer, withoutAnswer));
    taken.cancelWith(Requests.send(connection.get(), protocol(kind), body.toArray(), answer));
    return taken;
  }

  private OpenRequest refused(ResponseListener listener, RequestFailure why, String detail) {
    failed.incrementAndGet();
    Thread.ofVirtual().start(() -> listener.onFailed(why, detail));
    return new TakenChunks();
  }

  private void over(PeerId peer, boolean withoutAnswer) {
    open.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
    if (withoutAnswer) {
      failed.incrementAndGet();
    }
  }

  TransportCounters.Requests counters() {
    return new TransportCounters.Requests(sent.get(), failed.get(), served.get(), limited());
  }

  private long limited() {
    return servers.stream().mapToLong(RequestServer::limitedRequests).sum();
  }

  static RequestProtocol protocol(RequestKind kind) {
    return new RequestProtocol(
        kind.protocol(),
        new RequestProtocol.Sizes(kind.sizes().maxRequest(), kind.sizes().maxChunk()),
        kind.maxChunks(),
        kind.quota().atOnce(),
        kind.timeout());
  }
}
