package io.alys.workflows.ports;

/** What a transport did and met since its start. */
public record TransportCounters(Connections connections, Gossip gossip, Requests requests) {

  /**
   * Connections.
   *
   * @param open now
   * @param accepted by this node, until now
   * @param dialled by this node, until now
   * @param failedDials without a connection
   * @param turnedAway refused, or ended before they were one of a peer
   * @param faults rules broken by peers
   */
  public record Connections(
      int open, long accepted, long dialled, long failedDials, long turnedAway, long faults) {}

  /**
   * Gossip messages.
   *
   * @param published by this node
   * @param received for the first time
   * @param duplicates received again
   * @param accepted by verdict
   * @param rejected by verdict, or unreadable
   * @param dropped beyond a bound
   */
  public record Gossip(
      long published, long received, long duplicates, long accepted, long rejected, long dropped) {}

  /**
   * Requests.
   *
   * @param sent by this node
   * @param failed of those, without an answer or with a refusal
   * @param served handed to a handler
   * @param limited refused for their number
   */
  public record Requests(long sent, long failed, long served, long limited) {}
}
