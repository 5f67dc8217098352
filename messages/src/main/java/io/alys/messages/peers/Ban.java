package io.alys.messages.peers;

import java.time.Instant;

/** Whom this node has nothing to do with, until when, and why. */
public record Ban(BanTarget target, Instant until, String reason) {

  /** Most characters of a reason. */
  public static final int MAX_REASON = 200;

  /** Cuts the reason. */
  public Ban {
    reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
  }
}
