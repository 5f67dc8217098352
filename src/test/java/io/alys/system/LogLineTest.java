package io.alys.system;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Behaviors;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Logging arrives: a library that drags in an old slf4j would silence the node without a word. */
@Isolated("takes standard error over")
final class LogLineTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void captureStandardError() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreStandardError() {
    System.setErr(before);
  }

  @Test
  void logbackIsTheProvider() {
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
  }

  @Test
  void aLineWrittenThroughSlf4jAppearsOnStandardError() {
    LoggerFactory.getLogger("io.alys.system.Probe").info("slot {} is open", 42);

    assertThat(lines()).containsPattern("INFO +io\\.alys\\.system\\.Probe slot 42 is open\\R");
  }

  @Test
  void aLineBelowTheLevelDoesNot() {
    LoggerFactory.getLogger("io.alys.system.Probe").debug("hidden");

    assertThat(lines()).isEmpty();
  }

  @Test
  void aLineWrittenByAnActorAppearsToo() {
    var kit = ActorTestKit.create();
    var probe = kit.<Void>createTestProbe();

    var actor =
        kit.spawn(
            Behaviors.<Void>setup(
                context -> {
                  context.getLog().info("an actor speaks");
                  return Behaviors.stopped();
                }));
    probe.expectTerminated(actor);
    kit.shutdownTestKit();

    assertThat(lines()).contains("an actor speaks");
  }

  private String lines() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
