package io.alys.integration.network;

import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.RequestKind;
import io.alys.workflows.ports.Responder;
import io.alys.workflows.ports.ResponseCode;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings an answer to the connection's thread, in order, and waits there while there is no room.
 */
final class QueuedResponder implements Responder {

  private static final int MAX_WAITING = 4;

  private final RequestKind kind;
  private final PeerConnection connection;
  private final io.alys.integration.libp2p.reqresp.Responder to;
  private final AtomicInteger chunks = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ArrayDeque<Part> parts = new ArrayDeque<>();
  private boolean over;

  private sealed interface Part {}

  private record Chunk(Bytes body, CompletableFuture<Boolean> sent) implements Part {}

  private record End(Runnable end) implements Part {}

  QueuedResponder(
      RequestKind kind,
      PeerConnection connection,
      io.alys.integration.libp2p.reqresp.Responder to) {
    this.kind = kind;
    this.connection = connection;
    this.to = to;
    to.whenWritable(this::send);
  }

  @Override
  public CompletionStage<Boolean> chunk(Bytes body) {
    if (body.size() > kind.sizes().maxChunk()) {
      throw new IllegalArgumentException("a chunk that is too long: " + kind.protocol());
    }
    if (chunks.incrementAndGet() > kind.maxChunks()) {
      throw new IllegalArgumentException("too many chunks: " + kind.protocol());
    }
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      throw new IllegalStateException("chunks are sent one after the other: " + kind.protocol());
    }
    var sent = new CompletableFuture<Boolean>();
    add(new Chunk(body, sent));
    return sent;
  }

  @Override
  public void end() {
    add(new End(to::end));
  }

  @Override
  public void error(ResponseCode code, String text) {
    add(new End(() -> to.error(code.code(), text)));
  }

  private void add(Part part) {
    connection.execute(
        () -> {
          parts.add(part);
          send();
        });
  }

  private void send() {
    while (!parts.isEmpty()) {
      switch (parts.element()) {
        case End(var end) -> {
          parts.remove();
          if (to.isOpen() && !over) {
            over = true;
            end.run();
          }
        }
        case Chunk(var body, var sent) -> {
          boolean here = to.isOpen() && !over;
          if (here && !to.chunk(body.toArray()) && to.isOpen()) {
            return;
          }
          parts.remove();
          waiting.decrementAndGet();
          sent.complete(here && to.isOpen());
        }
      }
    }
  }
}
