package io.alys.workflows.fakes;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.OpenRequest;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.RequestFailure;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import io.alys.workflows.ports.ResponseListener;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request and its answer; both of its ends, under the network's lock. */
final class FakeExchange implements OpenRequest, Responder {

  private final FakePeerNetwork network;
  private final Ends ends;
  private final RequestKind kind;
  private final ResponseListener listener;
  private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
  private Runnable last = () -> {};
  private int credit = PeerTransport.MAX_UNTAKEN_CHUNKS;
  private int chunks;
  private long progress;
  private boolean answered;
  private boolean over;

  /** A part of the answer was lost, so nothing that follows it can be read. */
  private boolean lost;

  /** Who asks, and who answers. */
  record Ends(PeerId asker, PeerId peer) {}

  /** A chunk, or what comes at the end. */
  private record Unsent(boolean isChunk, Runnable arrival, CompletableFuture<Boolean> taken) {}

  FakeExchange(FakePeerNetwork network, Ends ends, RequestKind kind, ResponseListener listener) {
    this.network = network;
    this.ends = ends;
    this.kind = kind;
    this.listener = listener;
    this.progress = network.now();
  }

  PeerId asker() {
    return ends.asker();
  }

  PeerId peer() {
    return ends.peer();
  }

  RequestKind kind() {
    return kind;
  }

  boolean isOver() {
    return over;
  }

  /** Runs when nothing more can come of the request. */
  void whenOver(Runnable call) {
    last = call;
  }

  /** Ends it when nothing has come for the kind's time, unless the listener is what is slow. */
  void watch() {
    network.after(
        kind.timeout(),
        () -> {
          if (over) {
            return;
          }
          boolean waits = credit > 0 && network.now() - progress >= kind.timeout().toNanos();
          if (waits) {
            fail(RequestFailure.TIMED_OUT, "no answer in " + kind.timeout());
          } else {
            watch();
          }
        });
  }

  @Override
  public void more() {
    synchronized (network) {
      credit = Math.min(credit + 1, PeerTransport.MAX_UNTAKEN_CHUNKS);
      progress = network.now();
      pump();
    }
  }

  @Override
  public void cancel() {
    synchronized (network) {
      failLater(RequestFailure.CANCELLED, "called off");
    }
  }

  @Override
  public CompletionStage<Boolean> chunk(Bytes body) {
    synchronized (network) {
      if (body.size() > kind.sizes().maxChunk() || chunks >= kind.maxChunks()) {
        throw new IllegalArgumentException("a chunk that is not allowed: " + kind.protocol());
      }
      if (answered || over) {
        return CompletableFuture.completedFuture(false);
      }
      chunks++;
      var taken = new CompletableFuture<Boolean>();
      add(new Unsent(true, () -> listener.onChunk(body), taken));
      return taken;
    }
  }

  @Override
  public void end() {
    synchronized (network) {
      finish(
          () -> {
            close(false);
            listener.onEnd();
          });
    }
  }

  @Override
  public void error(ResponseCode code, String text) {
    synchronized (network) {
      finish(
          () -> {
            close(true);
            listener.onRefused(code, text);
          });
    }
  }

  void failLater(RequestFailure why, String detail) {
    network.deliver(asker(), asker(), () -> fail(why, detail));
  }

  void failFromPeer(RequestFailure why, String detail) {
    network.deliver(peer(), asker(), () -> fail(why, detail));
  }

  void fail(RequestFailure why, String detail) {
    if (!over) {
      close(true);
      listener.onFailed(why, detail);
    }
  }

  private void finish(Runnable arrival) {
    if (!answered && !over) {
      answered = true;
      add(new Unsent(false, arrival, new CompletableFuture<>()));
    }
  }

  private void add(Unsent one) {
    unsent.add(one);
    pump();
  }

  private void pump() {
    while (!over && !unsent.isEmpty() && (credit > 0 || !unsent.element().isChunk())) {
      var next = unsent.remove();
      credit -= next.isChunk() ? 1 : 0;
      lost = lost || !network.deliverUnlessLost(peer(), asker(), () -> arrive(next));
      next.taken().complete(true);
    }
  }

  private void arrive(Unsent one) {
    if (!over) {
      progress = network.now();
      one.arrival().run();
    }
  }

  private void close(boolean withoutAnswer) {
    over = true;
    unsent.forEach(one -> one.taken().complete(false));
    unsent.clear();
    last.run();
    network.transport(asker()).orElseThrow().requests().over(this, withoutAnswer);
  }
}
