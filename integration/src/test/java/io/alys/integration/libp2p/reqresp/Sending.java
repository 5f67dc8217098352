package io.alys.integration.libp2p.reqresp;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends chunks as fast as there is room. */
final class Sending implements Runnable {
  private final Responder responder;
  private final int wanted;
  final AtomicInteger sent = new AtomicInteger();

  Sending(Responder responder, int wanted) {
    this.responder = responder;
    this.wanted = wanted;
    responder.whenWritable(this);
  }

  @Override
  public void run() {
    while (sent.get() < wanted && responder.isOpen()) {
      var chunk = new byte[10_000];
      new Random(sent.get()).nextBytes(chunk);
      chunk[0] = (byte) (sent.get() % 100);
      if (!responder.chunk(chunk)) {
        return;
      }
      sent.incrementAndGet();
    }
    if (sent.get() == wanted) {
      responder.end();
    }
  }
}
