package io.alys.workflows.peers;

import io.alys.workflows.ports.RequestKind;

/** Counts what one peer asks for: so many in a row, then one more each while. */
public final class TokenBucket {

  private final long every;
  private final long full;
  private long stored;
  private long last;

  /** A full bucket; times are in nanoseconds of any steady clock. */
  public TokenBucket(RequestKind.Quota quota, long now) {
    this.every = quota.every().toNanos();
    this.full = Math.multiplyExact(every, quota.burst());
    this.stored = full;
    this.last = now;
  }

  /** Whether one more is allowed now; it is counted then. */
  public boolean take(long now) {
    long passed = Math.max(0, now - last);
    stored = passed >= full - stored ? full : stored + passed;
    last = Math.max(last, now);
    if (stored < every) {
      return false;
    }
    stored -= every;
    return true;
  }
}
