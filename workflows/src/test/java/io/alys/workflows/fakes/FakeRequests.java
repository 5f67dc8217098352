package io.alys.workflows.fakes;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.peers.TokenBucket;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.RequestHandler;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;
import io.alys.workflows.ports.TransportCounters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of one node, both ways. */
final class FakeRequests {

  private final FakePeerNetwork network;
  private final PeerId self;
  private final Map<String, RequestHandler> handlers = new HashMap<>();
  private final Map<Asker, TokenBucket> buckets = new HashMap<>();
  private final Map<Asker, Integer> atOnce = new HashMap<>();
  private final Set<String> unspoken = new HashSet<>();
  private final List<FakeExchange> sent = new ArrayList<>();
  private long asked;
  private long failed;
  private long served;
  private long limited;

  private record Asker(PeerId peer, String protocol) {}

  FakeRequests(FakePeerNetwork network, PeerId self) {
    this.network = network;
    this.self = self;
  }

  void doesNotSpeak(String... protocols) {
    unspoken.addAll(List.of(protocols));
  }

  void serve(RequestKind kind, RequestHandler handler) {
    handlers.put(kind.protocol(), handler);
  }

  List<String> spoken() {
    return handlers.keySet().stream().filter(name -> !unspoken.contains(name)).sorted().toList();
  }

  OpenRequest send(PeerId peer, RequestKind kind, Bytes body, ResponseListener listener) {
    if (body.size() > kind.sizes().maxRequest()) {
      throw new IllegalArgumentException("a request that is too long: " + kind.protocol());
    }
    asked++;
    long open = sent.stream().filter(one -> one.peer().equals(peer)).count();
    var exchange = new FakeExchange(network, new FakeExchange.Ends(self, peer), kind, listener);
    sent.add(exchange);
    if (!network.linked(self, peer)) {
      exchange.failLater(RequestFailure.NOT_CONNECTED, "no connection with " + peer);
    } else if (open >= PeerTransport.MAX_REQUESTS_PER_PEER) {
      exchange.failLater(RequestFailure.TOO_MANY, open + " requests are open with " + peer);
    } else {
      var other = network.transport(peer).orElseThrow().requests();
      network.deliverUnlessLost(self, peer, () -> other.take(exchange, body));
      exchange.watch();
    }
    return exchange;
  }

  private void take(FakeExchange exchange, Bytes body) {
    var kind = exchange.kind();
    if (exchange.isOver()) {
      return;
    }
    if (unspoken.contains(kind.protocol())) {
      exchange.failFromPeer(RequestFailure.NOT_SPOKEN, "the peer does not speak it");
      return;
    }
    @Nullable RequestHandler handler = handlers.get(kind.protocol());
    if (handler == null) {
      exchange.error(ResponseCode.UNAVAILABLE, "nobody answers for " + kind.protocol());
      return;
    }
    var asker = new Asker(exchange.asker(), kind.protocol());
    var bucket = buckets.computeIfAbsent(asker, _ -> new TokenBucket(kind.quota(), network.now()));
    int open = atOnce.getOrDefault(asker, 0);
    if (open >= kind.quota().atOnce() || !bucket.take(network.now())) {
      limited++;
      exchange.error(ResponseCode.RATE_LIMITED, "too many requests");
      return;
    }
    served++;
    atOnce.merge(asker, 1, Integer::sum);
    exchange.whenOver(() -> atOnce.merge(asker, -1, Integer::sum));
    handler.onRequest(exchange.asker(), body, exchange);
  }

  void over(FakeExchange exchange, boolean withoutAnswer) {
    sent.remove(exchange);
    failed += withoutAnswer ? 1 : 0;
  }

  void peerLeft(PeerId peer) {
    for (var exchange : List.copyOf(sent)) {
      if (exchange.peer().equals(peer)) {
        exchange.fail(RequestFailure.BROKEN_OFF, "the connection ended");
      }
    }
  }

  TransportCounters.Requests counters() {
    return new TransportCounters.Requests(asked, failed, served, limited);
  }
}
