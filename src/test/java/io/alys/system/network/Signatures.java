package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a node's key signed, by slot, as its logs of signatures tell. */
record Signatures(SortedMap<Long, SortedSet<String>> rootsBySlot) {

  /** Reads every log under a node's data folder. */
  static Signatures read(Path folder) {
    var roots = new TreeMap<Long, SortedSet<String>>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Signatures::isLog).toList()) {
        for (var line : Files.readAllLines(file)) {
          var words = line.split(" ", -1);
          if (!line.startsWith("#") && !words[1].equals("-")) {
            roots.computeIfAbsent(Long.parseLong(words[0]), slot -> new TreeSet<>()).add(words[1]);
          }
        }
      }
      return new Signatures(roots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().matches("signatures-\\d+\\.log");
  }

  /** No slot has two roots, and every block of the chain is the one that its slot has. */
  void agreeWith(Collection<Block> chain) {
    assertThat(rootsBySlot).isNotEmpty();
    assertThat(rootsBySlot)
        .allSatisfy((slot, roots) -> assertThat(roots).as("slot " + slot).hasSize(1));
    for (var block : chain) {
      assertThat(rootsBySlot.get(block.slot()))
          .as("slot " + block.slot())
          .containsExactly(block.root());
    }
  }

  /** A block's slot and its root in hex. */
  record Block(long slot, String root) {

    /** A block as JSON-RPC gives it; its root is what its child says. */
    static Optional<Block> of(JsonRpc rpc, long height) {
      return rpc.ask("getblockbyheight", height + 1)
          .map(child -> child.required("message").required("parent_hash").asString().substring(2))
          .map(
              root -> {
                var block = rpc.call("getblockbyheight", height).required("message");
                return new Block(block.required("slot").asLong(), root);
              });
    }
  }
}
