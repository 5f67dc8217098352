package io.alys.node.dev;

import io.alys.integration.founding.NetworkFolder;
import java.nio.file.Path;

/** Where a local network keeps what: the network's own files, and those of its programs. */
record DevFolder(Path root) {

  /** Chain spec, execution genesis, and a folder for each node. */
  NetworkFolder network() {
    return new NetworkFolder(root);
  }

  /** What the execution client of a node stores; each kind of client has a folder of its own. */
  Path execution(int node, ExecutionKind kind) {
    return root.resolve("execution-" + node).resolve(kind.program());
  }

  Path bitcoin() {
    return root.resolve("bitcoin");
  }

  /** What a program says. */
  Path log(String program) {
    return root.resolve("logs").resolve(program + ".log");
  }

  Path endpoints() {
    return root.resolve("endpoints.json");
  }

  /** Which programs run, for the next start to find those that a killed one left behind. */
  Path processes() {
    return root.resolve("processes.json");
  }

  /** Locked while the network runs. */
  Path lock() {
    return root.resolve("dev.lock");
  }
}
