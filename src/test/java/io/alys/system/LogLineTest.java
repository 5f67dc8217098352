package io.alys.system;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Behaviors;
import ch.qos.logback.classic.LoggerContext;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.types.Hash32;
import io.alys.node.logging.ActorMdc;
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

  @Test
  void aLineOfAnActorEndsInItsConversationAndBlock() {
    ActorMdc.install();
    var kit = ActorTestKit.create();
    var probe = kit.<Void>createTestProbe();
    var behavior =
        Behaviors.receive(AboutABlock.class)
            .onAnyMessage(
                message -> {
                  LoggerFactory.getLogger("io.alys.system.Probe").info("imported");
                  return Behaviors.stopped();
                })
            .build();

    var actor =
        kit.spawn(
            Behaviors.<AboutABlock>setup(
                context -> {
                  var kind = new ActorKind("probe");
                  var child =
                      ActorRuntime.of(context.getSystem())
                          .spawnTask(context, kind, "probe", behavior);
                  context.watch(child);
                  return Behaviors.receive(AboutABlock.class)
                      .onAnyMessage(
                          message -> {
                            child.tell(message);
                            return Behaviors.same();
                          })
                      .build();
                }));
    actor.tell(new AboutABlock());
    probe.expectTerminated(actor);
    kit.shutdownTestKit();

    assertThat(lines()).containsPattern("Probe imported \\[[0-9a-f]+ ababababab\\]\\R");
  }

  private record AboutABlock() implements ActorMessage, Tagged {
    @Override
    public Tags tags() {
      return Tags.block(Hash32.fromHex("ab".repeat(32)));
    }
  }

  private String lines() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
