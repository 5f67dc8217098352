package io.alys.workflows.ports;

import io.alys.messages.types.Bytes;

/** The name of a gossip message, made of its content; at most 64 bytes. */
public record GossipId(Bytes bytes) {

  private static final int MAX_SIZE = 64;

  /** Refuses other sizes. */
  public GossipId {
    if (bytes.size() == 0 || bytes.size() > MAX_SIZE) {
      throw new IllegalArgumentException("a message's id has 1 to 64 bytes, got " + bytes.size());
    }
  }

  @Override
  public String toString() {
    return bytes.hex();
  }
}
