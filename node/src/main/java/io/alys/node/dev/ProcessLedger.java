package io.alys.node.dev;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that says which programs run, written before anything else depends on them; a start
 * finds in it what a killed one left behind.
 */
final class ProcessLedger {

  private final Path file;

  ProcessLedger(Path file) {
    this.file = file;
  }

  /** What was written last; nothing when there is no file, or no readable one. */
  List<Entry> read() {
    var entries = new ArrayList<Entry>();
    try {
      for (var node : JsonMapper.shared().readTree(Files.readString(file)).path("processes")) {
        entries.add(
            new Entry(
                node.path("name").asString(""),
                node.path("pid").asLong(0),
                Instant.parse(node.path("started").asString(""))));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | JacksonException | DateTimeParseException e) {
      return entries;
    }
    return entries;
  }

  void write(List<Entry> entries) {
    var root = JsonMapper.shared().createObjectNode();
    var list = root.putArray("processes");
    for (var entry : entries) {
      list.addObject()
          .put("name", entry.name())
          .put("pid", entry.pid())
          .put("started", entry.started().toString());
    }
    try {
      var json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
      DurableFiles.replace(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DevFailure.mayHeal(file + " can't be written (" + e.getMessage() + "): free the disk");
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // What it names has ended, which the next start sees for itself.
    }
  }

  /**
   * A program that ran.
   *
   * @param started tells it from another program that got the same pid later
   */
  record Entry(String name, long pid, Instant started) {}
}
