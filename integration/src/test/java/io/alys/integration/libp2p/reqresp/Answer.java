package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.connection.Events;
import io.alys.workflows.ports.RequestFailure;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes an answer down. */
final class Answer implements ResponseListener {
  final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
  volatile boolean slow;

  String next() {
    return Events.next(events);
  }

  void catchUp() {
    slow = false;
    held.forEach(Runnable::run);
  }

  @Override
  public void onChunk(byte[] body, Runnable taken) {
    if (slow) {
      held.add(taken);
    }
    events.add("chunk of " + body.length + " with " + body[0]);
    if (!slow) {
      taken.run();
    }
  }

  @Override
  public void onEnd() {
    events.add("end");
  }

  @Override
  public void onError(int code, String text) {
    events.add("error " + code + ": " + text);
  }

  @Override
  public void onFailure(RequestFailure why, String reason) {
    events.add("failure: " + reason);
  }
}
