package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.runtime.MessageFilter;
import io.alys.actors.runtime.MessageFilter.Verdict;
import io.alys.messages.actor.ChaosProtocol.Delay;
import io.alys.messages.actor.ChaosProtocol.Duplicate;
import io.alys.messages.actor.ChaosProtocol.Extent;
import io.alys.messages.actor.ChaosProtocol.Fault;
import io.alys.messages.actor.ChaosProtocol.Lose;
import io.alys.workflows.ports.Entropy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChaosRulesTest {

  /** The same numbers in each run. */
  private static final class Seeded implements Entropy {
    private final Random random = new Random(1);

    @Override
    public byte[] bytes(int size) {
      var bytes = new byte[size];
      random.nextBytes(bytes);
      return bytes;
    }

    @Override
    public long below(long bound) {
      return random.nextLong(bound);
    }
  }

  private final BusFixture fixture = new BusFixture();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ChaosRules rules = new ChaosRules(nanos::get, new Seeded());

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void eachEffectHasItsVerdict() {
    var delay = Duration.ofMillis(3);
    rules.add(Fault.always("/a", "/top/x", new Lose()));
    rules.add(Fault.always("/b", "/top/x", new Duplicate()));
    rules.add(Fault.always("/c", "/top/x", new Delay(delay)));
    fixture.spawn("x", Workers.silent());

    assertThat(verdict("/a", "/top/x")).isEqualTo(Verdict.DROP);
    assertThat(verdict("/b", "/top/x")).isEqualTo(Verdict.DUPLICATE);
    assertThat(verdict("/c", "/top/x")).isEqualTo(new MessageFilter.Delay(delay));
    assertThat(verdict("/d", "/top/x")).isEqualTo(Verdict.DELIVER);
  }

  @Test
  void aFaultEndsAfterSoManyMessages() {
    fixture.spawn("x", Workers.silent());
    rules.add(new Fault("**", "/top/*", new Lose(), 100, new Extent(2, null)));

    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DROP);
    assertThat(rules.active().getFirst().hits()).isEqualTo(1);
    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DROP);
    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DELIVER);
    assertThat(rules.active()).isEmpty();
  }

  @Test
  void aFaultEndsAfterItsTime() {
    fixture.spawn("x", Workers.silent());
    rules.add(new Fault("**", "/top/*", new Lose(), 100, new Extent(null, Duration.ofSeconds(1))));

    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DROP);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos() + 1);
    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DELIVER);
    assertThat(rules.active()).isEmpty();
  }

  @Test
  void aFaultMeetsItsShareOfTheMessages() {
    fixture.spawn("x", Workers.silent());
    rules.add(new Fault("**", "/top/*", new Lose(), 30, new Extent(null, null)));

    for (int i = 0; i < 10_000; i++) {
      verdict("", "/top/x");
    }

    assertThat(rules.active().getFirst().hits()).isBetween(2_800L, 3_200L);
  }

  @Test
  void aPartitionSeparatesBothWaysUntilItsEnd() {
    fixture.spawn("x", Workers.silent());
    fixture.spawn("y", Workers.silent());
    fixture.spawn("z", Workers.silent());
    rules.separate("/top/x", "/top/y");

    assertThat(verdict("/top/x", "/top/y")).isEqualTo(Verdict.DROP);
    assertThat(verdict("/top/y", "/top/x")).isEqualTo(Verdict.DROP);
    assertThat(verdict("/top/x", "/top/z")).isEqualTo(Verdict.DELIVER);
    rules.endAll();
    assertThat(verdict("/top/x", "/top/y")).isEqualTo(Verdict.DELIVER);
  }

  @Test
  void aFaultCanBeEndedByItsName() {
    fixture.spawn("x", Workers.silent());
    var first = rules.add(Fault.always("**", "/top/x", new Lose()));
    rules.add(Fault.always("**", "/top/x", new Duplicate()));

    rules.end(first);

    assertThat(verdict("", "/top/x")).isEqualTo(Verdict.DUPLICATE);
  }

  private Verdict verdict(String sender, String target) {
    return rules.onSend(sender, fixture.runtime().cell(target).orElseThrow(), new Work.Note(1));
  }
}
