package io.alys.system.network;

import io.alys.integration.founding.NetworkPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test nodes in fresh folders; stops all after it, and shows what they said if it failed.
 */
final class Networks implements AfterEachCallback {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Deque<LocalNode> nodes = new ArrayDeque<>();
  private final Deque<Path> folders = new ArrayDeque<>();

  /** A node that is not started yet, of a network with slots of a second. */
  LocalNode node(ExecutionKind kind) {
    return node(kind, SECOND, NetworkPlan.PowPlan.DEFAULT);
  }

  /** A node that is not started yet. */
  LocalNode node(ExecutionKind kind, Duration slot, NetworkPlan.PowPlan pow) {
    Machine.require(kind.program());
    var folder = folder();
    var node = new LocalNode(folder, kind, ChainFiles.create(folder, slot, pow));
    nodes.push(node);
    return node;
  }

  /** A fresh folder. */
  Path folder() {
    try {
      var folder = Files.createTempDirectory("alys-network-").toRealPath();
      folders.push(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      nodes.forEach(node -> System.out.println(node.tail()));
    }
    nodes.forEach(LocalNode::close);
    nodes.clear();
    folders.forEach(ExecutionClient::delete);
    folders.clear();
  }
}
