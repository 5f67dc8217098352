package io.alys.node.admin;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node writes into its data folder so that other programs find it: {@code node.json}. It is
 * there from the moment that its administration answers until it has stopped in order.
 *
 * @param pid of its process
 * @param started when that process began, which tells it from a later one of the same number
 * @param admin where its administration answers on this machine
 * @param version of the program
 */
public record NodeFile(long pid, Instant started, URI admin, String version) {

  private static final String NAME = "node.json";

  /** Two processes don't always compute the same moment of the system's boot. */
  private static final Duration JITTER = Duration.ofSeconds(3);

  /** Of this process. */
  public static NodeFile ofThisProcess(URI admin, String version) {
    var self = ProcessHandle.current();
    return new NodeFile(self.pid(), started(self), admin, version);
  }

  /** Where a node writes it. */
  public static Path file(Path dataDir) {
    return dataDir.resolve(NAME);
  }

  /** Writes it in one step. */
  public void write(Path dataDir) throws IOException {
    var root =
        JsonMapper.shared()
            .createObjectNode()
            .put("pid", pid)
            .put("started", started.toString())
            .put("admin", admin.toString())
            .put("version", version);
    var json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    DurableFiles.replace(file(dataDir), (json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Removes it, when the node has stopped. */
  public static void delete(Path dataDir) throws IOException {
    Files.deleteIfExists(file(dataDir));
  }

  /** What was written, empty when there is no such file. */
  public static Optional<NodeFile> read(Path dataDir) throws IOException {
    var file = file(dataDir);
    try {
      var root = JsonMapper.shared().readTree(Files.readString(file));
      return Optional.of(
          new NodeFile(
              root.required("pid").asLong(),
              Instant.parse(root.required("started").asString()),
              new URI(root.required("admin").asString()),
              root.path("version").asString("")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | DateTimeException | URISyntaxException e) {
      throw new IOException(file + " is not what a node writes", e);
    }
  }

  /** The process, while it runs. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Duration.between(started(process), started).abs().compareTo(JITTER) < 0);
  }

  /** The system's word; where it has none, processes are told apart by their number alone. */
  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
