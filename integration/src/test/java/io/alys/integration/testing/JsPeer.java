package io.alys.integration.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A js-libp2p peer in a process of its own, which does what it is told. */
public final class JsPeer implements AutoCloseable {

  private static final int SECONDS = 60;

  private final Process process;
  private final Writer commands;
  private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final String address;

  /**
   * Starts one; without the program the test fails and says how to get it.
   *
   * @param keyType {@code Ed25519} or {@code secp256k1}
   * @param more {@code gossip}, when it shall speak that
   */
  public JsPeer(String keyType, String... more) {
    var program =
        Programs.find("libp2p-peer")
            .orElseThrow(
                () ->
                    new AssertionError(
                        "libp2p-peer is not on this machine: ./alys provision libp2p-peer"));
    try {
      process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString(), keyType), Stream.of(more)).toList())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::listen);
    address = next("listening").get("address").asString();
  }

  /** Where it listens, with its peer id. */
  public String address() {
    return address;
  }

  /** Gives it a command. */
  public void tell(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next event of a name; others before it are passed over, a failure fails. */
  public JsonNode next(String name) {
    try {
      for (var event = poll(); event != null; event = poll()) {
        if (event.get("event").asString().equals(name)) {
          return event;
        }
        if (event.get("event").asString().equals("failed")) {
          throw new AssertionError("the peer says: " + event);
        }
      }
      throw new AssertionError("no " + name + " from the peer in " + SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits until another peer is in its mesh of a topic. */
  public void awaitMesh(String topic, String peer) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    do {
      tell("mesh " + topic);
      if (next("mesh").get("peers").toString().contains(peer)) {
        return;
      }
    } while (System.nanoTime() < end);
    throw new AssertionError(peer + " is not in its mesh of " + topic);
  }

  /** Its process ends. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private @Nullable JsonNode poll() throws InterruptedException {
    return events.poll(SECONDS, TimeUnit.SECONDS);
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(JsonMapper.shared().readTree(line));
      }
    } catch (IOException ended) {
      // The process was ended.
    }
  }
}
