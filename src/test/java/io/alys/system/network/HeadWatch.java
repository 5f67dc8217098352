package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Asks a node for its heads all the time, and notes whatever a head must never do. */
final class HeadWatch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final JsonRpc rpc;
  private final Thread thread;
  private final List<String> violations = new ArrayList<>();
  private final List<Head> committed = new ArrayList<>();
  private Head certified = new Head(0, "");
  private long finalHeight;
  private long lastProgress = System.nanoTime();
  private long longestPause;
  private volatile boolean running = true;

  /** A block that the node has named as one of its heads. */
  record Head(long height, String root) {}

  private HeadWatch(JsonRpc rpc) {
    this.rpc = rpc;
    this.thread = Thread.ofPlatform().daemon().name("heads").unstarted(this::run);
  }

  static HeadWatch start(JsonRpc rpc) {
    var watch = new HeadWatch(rpc);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (running) {
      rpc.ask("alys_status").ifPresent(this::look);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void look(JsonNode status) {
    if (status.required("phase").asString().equals("starting")) {
      return; // it has not read its heads yet
    }
    var head = head(status, "certified");
    var firm = head(status, "committed");
    long powFinal = head(status, "powFinal").height;
    var firmest = committed.isEmpty() ? firm : committed.getLast();
    if (head.height < firmest.height) {
      violations.add("certified " + head + " lies below the committed " + firmest);
    }
    if (firm.height < firmest.height || (firm.height == firmest.height && !firm.equals(firmest))) {
      violations.add("committed " + firm + " after " + firmest);
    } else if (!firm.equals(firmest) || committed.isEmpty()) {
      committed.add(firm);
    }
    if (powFinal < finalHeight) {
      violations.add("final " + powFinal + " after " + finalHeight);
    }
    finalHeight = Math.max(finalHeight, powFinal);
    if (head.height > certified.height) {
      long now = System.nanoTime();
      longestPause = Math.max(longestPause, now - lastProgress);
      lastProgress = now;
      certified = head;
    }
  }

  private static Head head(JsonNode status, String name) {
    var head = status.required(name);
    return new Head(head.required("height").asLong(), head.required("root").asString());
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

  @Override
  public void close() {
    end();
  }

  /** The longest time without a new head. */
  Duration longestPause() {
    return Duration.ofNanos(longestPause);
  }

  /** No head went back, and each committed block is in the chain. */
  void expectNoneLost() {
    assertThat(violations).isEmpty();
    assertThat(committed)
        .isNotEmpty()
        .allSatisfy(
            head -> {
              var block = rpc.call("getblockbyhash", head.root.substring(2));
              assertThat(block).isEqualTo(rpc.call("getblockbyheight", head.height));
            });
  }
}
