package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.Timers;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Timers of an event loop.
 *
 * @param failed told of what a call throws
 */
record LoopTimers(EventExecutor loop, Consumer<RuntimeException> failed) implements Timers {

  @Override
  public Timer after(Duration delay, Runnable call) {
    var future = loop.schedule(() -> run(call), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /** Runs a call now; what it throws ends the connection. */
  void run(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }
}
