package io.alys.node.bench;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sends the log into a file that is deleted in the end: thousands of crashes are logged as they are
 * in a node, but nobody wants to read them.
 */
final class BenchLog implements AutoCloseable {

  private final Logger root;
  private final List<Appender<ILoggingEvent>> before;
  private final FileAppender<ILoggingEvent> during;
  private final Path file;

  private BenchLog(
      Logger root,
      List<Appender<ILoggingEvent>> before,
      FileAppender<ILoggingEvent> during,
      Path file) {
    this.root = root;
    this.before = before;
    this.during = during;
    this.file = file;
  }

  static BenchLog toTemporaryFile() throws IOException {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var before = new ArrayList<Appender<ILoggingEvent>>();
    root.iteratorForAppenders().forEachRemaining(before::add);
    var file = Files.createTempFile("alys-bench-", ".log");
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d %-5level %logger %msg%n%ex");
    encoder.start();
    var during = new FileAppender<ILoggingEvent>();
    during.setContext(context);
    during.setFile(file.toString());
    during.setEncoder(encoder);
    during.start();
    before.forEach(root::detachAppender);
    root.addAppender(during);
    return new BenchLog(root, before, during, file);
  }

  @Override
  public void close() throws IOException {
    root.detachAppender(during);
    before.forEach(root::addAppender);
    during.stop();
    Files.deleteIfExists(file);
  }
}
