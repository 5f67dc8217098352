package io.alys.integration.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Appends traces to a file in the form of OpenTelemetry's file exporter, one request a line. A full
 * file is kept beside as {@code NAME.1}, in place of the one before.
 */
final class FileOutput implements TraceOutput {

  private final Path file;
  private final long maxSize;
  private OutputStream stream;
  private long size;

  FileOutput(Path file, long maxSize) throws IOException {
    this.file = file;
    this.maxSize = maxSize;
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    this.stream = open();
    this.size = Files.size(file);
  }

  @Override
  public void write(byte[] request) throws IOException {
    if (size > 0 && size + request.length + 1 > maxSize) {
      stream.close();
      var older = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
      stream = open();
      size = 0;
    }
    var line = new byte[request.length + 1];
    System.arraycopy(request, 0, line, 0, request.length);
    line[request.length] = '\n';
    stream.write(line);
    size += line.length;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
