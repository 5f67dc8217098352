package io.alys.messages.peers;

import java.util.List;

/**
 * What a peer is worth to gossip; below zero it did wrong.
 *
 * @param parts what it is made of, without parts that are zero
 */
public record PeerScore(double total, List<Part> parts) {

  /** Nothing is held against the peer, and nothing for it. */
  public static final PeerScore ZERO = new PeerScore(0, List.of());

  /** A part of a score and what it is for, such as {@code invalid-messages}. */
  public record Part(String reason, double value) {}

  /** Copies the list. */
  public PeerScore {
    parts = List.copyOf(parts);
  }
}
