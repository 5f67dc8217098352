package io.alys.node.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which port is whose: base + 0 Bitcoin's RPC, + 1 its block notices, + 9 held by {@code alys dev}
 * itself so that two never choose the same block; then ten for each node i from base + 10·(i + 1):
 * + 0 JSON-RPC, + 1 administration, + 2 EVM JSON-RPC, + 3 Engine API, + 4 the execution client's
 * peers, + 5 the node's peers.
 *
 * @param base the first port
 */
record DevPorts(int base) {

  /** Below the ports that systems give to outgoing connections. */
  static final int DEFAULT_BASE = 21_200;

  /** How far the next block lies, when a port of one is taken. */
  static final int BLOCK = 100;

  private static final int MAX_PORT = 65_535;
  private static final int LOWEST_BASE = 1_024;
  private static final int ATTEMPTS = 50;
  private static final int CLAIM = 9;
  private static final int NODE = 10;
  private static final int NODE_PORTS = 6;

  int bitcoinRpc() {
    return base;
  }

  int bitcoinBlocks() {
    return base + 1;
  }

  /** Held by this process. */
  int claim() {
    return base + CLAIM;
  }

  NodePorts node(int index) {
    return new NodePorts(base + NODE * (index + 1));
  }

  /** Whether a block that starts there lies among the ports that anybody may use. */
  static boolean isPossible(int base, int nodes) {
    return base >= LOWEST_BASE && base + NODE * (nodes + 1) <= MAX_PORT;
  }

  /** The first port of the block that is taken. */
  Optional<Integer> taken(int nodes, IntPredicate free) {
    return all(nodes).stream().filter(port -> !free.test(port)).findFirst();
  }

  /** The first block from the base on that is wholly free. */
  static Optional<DevPorts> firstFree(int base, int nodes, IntPredicate free) {
    for (int i = 0; i < ATTEMPTS; i++) {
      var ports = new DevPorts(base + i * BLOCK);
      if (isPossible(ports.base, nodes) && ports.taken(nodes, free).isEmpty()) {
        return Optional.of(ports);
      }
    }
    return Optional.empty();
  }

  private List<Integer> all(int nodes) {
    var all = new ArrayList<>(List.of(claim(), bitcoinRpc(), bitcoinBlocks()));
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < NODE_PORTS; j++) {
        all.add(node(i).first + j);
      }
    }
    return all;
  }

  /** The ports of one node and its execution client. */
  record NodePorts(int first) {

    int rpc() {
      return first;
    }

    int admin() {
      return first + 1;
    }

    int evm() {
      return first + 2;
    }

    int engine() {
      return first + 3;
    }

    int executionPeers() {
      return first + 4;
    }

    int peers() {
      return first + 5;
    }
  }
}
