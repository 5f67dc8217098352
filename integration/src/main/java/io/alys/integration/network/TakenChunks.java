package io.alys.integration.network;

import io.alys.workflows.ports.OpenRequest;
import java.util.ArrayDeque;

/** A request in the hands of who asked: which chunks are still to be taken, in their order. */
final class TakenChunks implements OpenRequest {

  private final ArrayDeque<Runnable> untaken = new ArrayDeque<>();
  private Runnable cancel = () -> {};
  private boolean cancelled;

  synchronized void delivered(Runnable taken) {
    untaken.add(taken);
  }

  void cancelWith(Runnable how) {
    boolean already;
    synchronized (this) {
      cancel = how;
      already = cancelled;
    }
    if (already) {
      how.run();
    }
  }

  @Override
  public void more() {
    Runnable taken;
    synchronized (this) {
      taken = untaken.isEmpty() ? () -> {} : untaken.remove();
    }
    taken.run();
  }

  @Override
  public void cancel() {
    Runnable how;
    synchronized (this) {
      cancelled = true;
      how = cancel;
    }
    how.run();
  }
}
