package io.alys.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Tagged;
import io.alys.messages.actor.Tags;
import io.alys.messages.types.Hash32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What layouts find in the MDC: who does the work, and what it is about. */
final class ActorMdcTest {

  private static final Hash32 ROOT = Hash32.fromHex("ab".repeat(32));

  private record AboutABlock(ActorRef<String> done) implements ActorMessage, Tagged {
    @Override
    public Tags tags() {
      return new Tags(ROOT, "peg-1", "peer-1");
    }
  }

  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.alys.node.logging.Probe");

  @BeforeEach
  void listen() {
    ActorMdc.install();
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void forget() {
    logger.detachAppender(appender);
    MDC.clear();
  }

  @Test
  void aLineOfAnActorNamesItsWork() {
    var kit = ActorTestKit.create();
    var probe = kit.<String>createTestProbe();
    var behavior =
        Behaviors.receive(ActorMessage.class)
            .onMessage(
                AboutABlock.class,
                message -> {
                  logger.info("at work");
                  var values = appender.list.getLast().getMDCPropertyMap();
                  message.done().tell(values.get("actor") + " " + values.get("block"));
                  message.done().tell(values.get("pegOperation") + " " + values.get("peer"));
                  return Behaviors.same();
                })
            .build();

    var parent =
        kit.<AboutABlock>spawn(
            Behaviors.setup(
                context -> {
                  var child =
                      ActorRuntime.of(context.getSystem())
                          .spawnTask(
                              context,
                              new ActorKind("probe"),
                              "probe",
                              behavior.<AboutABlock>narrow());
                  return Behaviors.receiveMessage(
                      message -> {
                        child.tell(message);
                        return Behaviors.same();
                      });
                }),
            "parent");
    parent.tell(new AboutABlock(probe.getRef()));

    probe.expectMessage("/parent/probe " + ROOT.hex());
    probe.expectMessage("peg-1 peer-1");
    kit.shutdownTestKit();
  }

  @Test
  void aLineOfNoActorHasWhatWasPutThereOnly() {
    MDC.put("command", "dev");

    logger.info("at work");

    assertThat(appender.list.getLast().getMDCPropertyMap())
        .containsExactlyEntriesOf(java.util.Map.of("command", "dev"));
  }

  @Test
  void installingTwiceChangesNothing() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var installed = context.getMDCAdapter();

    ActorMdc.install();

    assertThat(context.getMDCAdapter()).isSameAs(installed);
  }
}
