package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.Timers;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Timers of an event loop. */
record LoopTimers(EventExecutor loop) implements Timers {

  @Override
  public Timer after(Duration delay, Runnable call) {
    var future = loop.schedule(call, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }
}
