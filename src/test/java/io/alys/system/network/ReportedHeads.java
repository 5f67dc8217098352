package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Every head that a node has reported by getheadblock, from one life to the next. */
final class ReportedHeads implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final JsonRpc rpc;
  private final Thread thread;
  private final SortedMap<Long, JsonNode> byHeight = new ConcurrentSkipListMap<>();
  private final List<String> violations = new ArrayList<>();
  private volatile boolean running = true;

  private ReportedHeads(JsonRpc rpc) {
    this.rpc = rpc;
    this.thread = Thread.ofPlatform().daemon().name("reported-heads").unstarted(this::run);
  }

  static ReportedHeads start(JsonRpc rpc) {
    var heads = new ReportedHeads(rpc);
    heads.thread.start();
    return heads;
  }

  private void run() {
    while (running) {
      rpc.ask("getheadblock").ifPresent(this::look);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void look(JsonNode head) {
    long height = Ranges.height(head);
    if (height < highest()) {
      violations.add("head " + height + " after " + highest());
    }
    var earlier = byHeight.put(height, head);
    if (earlier != null && !earlier.equals(head)) {
      violations.add("another block at height " + height);
    }
  }

  /** The highest one's height, 0 without any. */
  long highest() {
    return byHeight.isEmpty() ? 0 : byHeight.lastKey();
  }

  /** Looks no more. */
  void end() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each one is in the chain, as it was reported. */
  void expectNoneLost() {
    assertThat(violations).isEmpty();
    var found = new TreeMap<Long, JsonNode>();
    byHeight.keySet().forEach(height -> found.put(height, rpc.call("getblockbyheight", height)));
    assertThat(found).isNotEmpty().isEqualTo(byHeight);
  }

  @Override
  public void close() {
    end();
  }
}
