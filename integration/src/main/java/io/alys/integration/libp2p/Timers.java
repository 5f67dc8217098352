package io.alys.integration.libp2p;

import java.time.Duration;

/** Calls that come later, on the thread of a connection. */
public interface Timers {

  /** A call that has not come yet. */
  interface Timer {

    /** Takes the call back; does nothing when it has come. */
    void cancel();
  }

  /** Calls once, after a delay. */
  Timer after(Duration delay, Runnable call);
}
