package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.events.NodeEvent.HealthChanged;
import io.alys.messages.events.NodeEvent.SlotSkipped;
import io.alys.messages.types.Slot;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventsTest {
  private final BusFixture fixture = new BusFixture();
  private final Events events = fixture.bus().events();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void subscribersGetTheirTypeOnlyAndThoseOfAllGetAll() {
    TestProbe<HealthChanged> health = fixture.kit().createTestProbe();
    TestProbe<NodeEvent> all = fixture.kit().createTestProbe();
    events.subscribe(HealthChanged.class, health.ref());
    events.subscribe(NodeEvent.class, all.ref());
    var skipped = new SlotSkipped(new Slot(7), "late", "late");
    var changed = new HealthChanged("chain", "");

    events.publish(changed);
    events.publish(skipped);

    assertThat(all.receiveMessage()).isEqualTo(changed);
    assertThat(all.receiveMessage()).isEqualTo(skipped);
    assertThat(health.receiveMessage()).isEqualTo(changed);
    health.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void nothingComesAfterTheEndOfASubscription() {
    TestProbe<HealthChanged> ended = fixture.kit().createTestProbe();
    TestProbe<HealthChanged> other = fixture.kit().createTestProbe();
    events.subscribe(HealthChanged.class, ended.ref());
    events.subscribe(HealthChanged.class, other.ref());
    events.unsubscribe(HealthChanged.class, ended.ref());

    events.publish(new HealthChanged("chain", "late"));

    other.receiveMessage();
    ended.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void aSubscriberThatStopsIsForgotten() {
    TestProbe<HealthChanged> stopped = fixture.kit().createTestProbe();
    TestProbe<HealthChanged> other = fixture.kit().createTestProbe();
    events.subscribe(HealthChanged.class, stopped.ref());
    events.subscribe(HealthChanged.class, other.ref());
    stopped.stop();

    events.publish(new HealthChanged("chain", "late"));

    assertThat(other.receiveMessage().component()).isEqualTo("chain");
  }
}
