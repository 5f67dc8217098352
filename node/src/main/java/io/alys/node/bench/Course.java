package io.alys.node.bench;

import java.time.Duration;

/** An operation that is done again and again while it is timed. */
interface Course {

  /** Does it for a time, and ends only when the last one is done. */
  Lap run(Duration time) throws InterruptedException;
}
