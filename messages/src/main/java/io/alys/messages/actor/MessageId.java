package io.alys.messages.actor;

/** Names one message within one run of a node; the id of a conversation is its first message's. */
public record MessageId(long value) {

  @Override
  public String toString() {
    return Long.toHexString(value);
  }
}
