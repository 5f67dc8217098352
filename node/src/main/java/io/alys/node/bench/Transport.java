package io.alys.node.bench;

/** How actors are spawned and told. */
enum Transport {
  /** Akka as it comes: default mailbox, told by its reference. */
  BARE("bare Akka"),
  /** Mailbox with lanes, limits and meters, told by its reference. */
  BOUNDED("bounded"),
  /** The same, told in an envelope through the bus. */
  ENVELOPE("envelope");

  private final String words;

  Transport(String words) {
    this.words = words;
  }

  boolean isBare() {
    return this == BARE;
  }

  @Override
  public String toString() {
    return words;
  }
}
