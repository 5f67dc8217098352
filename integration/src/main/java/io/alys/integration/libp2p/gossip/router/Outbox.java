package io.alys.integration.libp2p.gossip.router;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What waits to be sent to one peer: four queues, the first that is not empty comes first. */
final class Outbox {

  private static final int OVERHEAD = 64;
  private static final int SMALL = 8;

  /** What a frame is for. */
  enum Kind {
    CONTROL,
    OWN,
    FORWARDED,
    GOSSIP
  }

  private final int maxBytes;
  private final Map<Kind, Queue> queues = new EnumMap<>(Kind.class);

  private static final class Queue {
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private int bytes;
    private long dropped;
  }

  /** Queues of at most so many bytes, those of control and gossip an eighth; one may go over. */
  Outbox(int maxBytes) {
    this.maxBytes = maxBytes;
    for (var kind : Kind.values()) {
      queues.put(kind, new Queue());
    }
  }

  /** Takes a frame; false when there is no room for its kind, which is counted. */
  boolean offer(Kind kind, byte[] frame) {
    var queue = queue(kind);
    boolean small = kind == Kind.CONTROL || kind == Kind.GOSSIP;
    if (queue.bytes >= (small ? maxBytes / SMALL : maxBytes)) {
      queue.dropped++;
      return false;
    }
    queue.frames.add(frame);
    queue.bytes += frame.length + OVERHEAD;
    return true;
  }

  /** The next frame to send. */
  Optional<byte[]> poll() {
    for (var queue : queues.values()) {
      var frame = queue.frames.poll();
      if (frame != null) {
        queue.bytes -= frame.length + OVERHEAD;
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  /** Frames that found no room. */
  long dropped() {
    return queues.values().stream().mapToLong(queue -> queue.dropped).sum();
  }

  int bytes() {
    return queues.values().stream().mapToInt(queue -> queue.bytes).sum();
  }

  private Queue queue(Kind kind) {
    var queue = queues.get(kind);
    if (queue == null) {
      throw new IllegalStateException("every kind has a queue");
    }
    return queue;
  }
}
