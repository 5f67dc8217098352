package io.alys.node.dev;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file that tells other programs where everything is; it exists while all of it answers. */
final class Endpoints {

  private final Path file;

  Endpoints(Path file) {
    this.file = file;
  }

  /**
   * Writes the file in one step.
   *
   * @param nodes the first one's addresses stand at the top too
   * @param programs everything that runs, by name
   */
  void write(List<Node> nodes, List<Running> programs) {
    var root = JsonMapper.shared().createObjectNode();
    addresses(root, nodes.getFirst());
    var list = root.putArray("nodes");
    for (var node : nodes) {
      var entry = list.addObject();
      entry.put("name", node.name()).put("role", node.role()).put("pid", node.pid());
      addresses(entry, node);
    }
    var running = root.putArray("programs");
    for (var program : programs) {
      running
          .addObject()
          .put("name", program.name())
          .put("pid", program.pid())
          .put("log", program.log().toString());
    }
    var json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    try {
      DurableFiles.replace(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DevFailure.mayHeal(file + " can't be written (" + e.getMessage() + "): free the disk");
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw DevFailure.mayHeal(file + " can't be removed (" + e.getMessage() + ")");
    }
  }

  private static void addresses(ObjectNode entry, Node node) {
    entry.put("consensusRpc", node.consensusRpc().toString());
    entry.put("adminHttp", node.adminHttp().toString());
    entry.put("evmRpc", node.evmRpc().toString());
    entry.put("engine", node.engine().toString());
    entry.put("p2p", node.p2p());
    entry.put("bitcoinRpc", text(node.bitcoinRpc()));
    entry.putNull("governance");
  }

  private static @Nullable String text(@Nullable URI url) {
    return url == null ? null : url.toString();
  }

  /**
   * Where one node and the programs beside it are.
   *
   * @param pid null while it does not run
   * @param adminHttp health, metrics and orders
   * @param p2p the multiaddress at which it listens for others, null when it does not
   * @param bitcoinRpc null without a bitcoind
   */
  record Node(
      String name,
      String role,
      @Nullable Long pid,
      URI consensusRpc,
      URI adminHttp,
      URI evmRpc,
      URI engine,
      @Nullable String p2p,
      @Nullable URI bitcoinRpc) {}

  /** A program that runs. */
  record Running(String name, long pid, Path log) {}
}
