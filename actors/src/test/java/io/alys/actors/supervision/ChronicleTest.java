package io.alys.actors.supervision;

import static io.alys.messages.actor.LifecycleState.FAILED;
import static io.alys.messages.actor.LifecycleState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.alys.actors.supervision.SupervisorProtocol.Retry;
import io.alys.actors.supervision.Workshop.Break;
import io.alys.workflows.supervision.SupervisionStrategy;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a failure leaves in the log: one line each, and who reads the last knows what to do. */
class ChronicleTest {

  private static final SupervisionStrategy TWICE =
      new OneForOne(new RestartLimit(2, Duration.ofMinutes(1)));

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger("io.alys.actors.supervision");
  private final Lines lines = new Lines();

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        events.add(event);
      }
    }
  }

  @BeforeEach
  void listen() {
    own.setLevel(Level.INFO);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stop() {
    root.detachAppender(lines);
    own.setLevel(Level.OFF);
  }

  @Test
  void eachRestartHasOneLineAndOnlyTheFirstShowsHowItCameToThat() {
    try (var tree = new TestTree(shop -> TestTree.workers(shop, TWICE, "a"))) {
      tree.awaitRunning("a");
      for (var why : List.of("one", "two")) {
        tree.address("a").tell(new Break(why));
        tree.await("a", RUNNING);
      }
      tree.address("a").tell(new Break("three"));
      tree.await("a", FAILED);
      tree.order(replyTo -> new Retry(tree.path("a"), replyTo)); // all of it has been said

      var path = tree.path("a");
      assertThat(lines.events.stream().map(ILoggingEvent::getFormattedMessage))
          .containsExactly(
              path + ": Exception: one; begun again at once: [" + path + "]",
              path
                  + ": Exception: two (failure 2 in short order); begun again at once: ["
                  + path
                  + "]",
              path + " is given up: Exception: three; 2 restarts within PT1M were not enough",
              "The node goes on without "
                  + path
                  + ": Exception: three; 2 restarts within PT1M were not enough. When the cause is"
                  + " mended, `alys actor restart "
                  + path
                  + "` begins it again");
      assertThat(lines.events.stream().map(event -> event.getThrowableProxy() != null))
          .containsExactly(true, false, true, false);
    }
  }
}
