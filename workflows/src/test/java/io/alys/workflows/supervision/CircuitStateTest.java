package io.alys.workflows.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.workflows.supervision.CircuitState.Closed;
import io.alys.workflows.supervision.CircuitState.HalfOpen;
import io.alys.workflows.supervision.CircuitState.Open;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every transition of the breaker. */
class CircuitStateTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final CircuitLimits LIMITS = new CircuitLimits(5, Duration.ofSeconds(30), 3);
  private static final CircuitState CLOSED = CircuitState.closed(LIMITS);

  @Test
  void fiveFailuresInARowOpenIt() {
    var four = fail(CLOSED, 4);

    assertThat(four.phase()).isEqualTo(new Closed(4));
    assertThat(four.admits()).isTrue();
    assertThat(four.onFailure(T0).phase()).isEqualTo(new Open(T0, 0));
    assertThat(four.onFailure(T0).admits()).isFalse();
  }

  @Test
  void aSuccessForgetsEarlierFailures() {
    var afterSuccess = fail(CLOSED, 4).onSuccess();

    assertThat(fail(afterSuccess, 4).isClosed()).isTrue();
  }

  @Test
  void itStaysOpenForThirtySeconds() {
    var open = fail(CLOSED, 5);

    assertThat(open.tick(T0.plusMillis(29_999))).isEqualTo(open);
    assertThat(open.tick(T0.plusSeconds(30)).phase()).isEqualTo(new HalfOpen(0));
  }

  @Test
  void aClockThatWasSetBackEndsTheWait() {
    var open = fail(CLOSED, 5);

    assertThat(open.tick(T0.minusSeconds(3600)).phase()).isEqualTo(new HalfOpen(0));
  }

  @Test
  void callsThatEndWhileItIsOpenChangeNothing() {
    var open = fail(CLOSED, 5);

    assertThat(open.onSuccess()).isEqualTo(open);
    assertThat(open.onFailure(T0.plusSeconds(10))).isEqualTo(open);
  }

  @Test
  void threeProbesInARowCloseItEarly() {
    var two = fail(CLOSED, 5).onProbeSuccess().onProbeSuccess();

    assertThat(two.phase()).isEqualTo(new Open(T0, 2));
    assertThat(two.onProbeSuccess()).isEqualTo(CLOSED);
  }

  @Test
  void aFailedProbeStartsTheCountAgain() {
    var open = fail(CLOSED, 5).onProbeSuccess().onProbeSuccess().onProbeFailure(T0.plusSeconds(3));

    assertThat(open.phase()).isEqualTo(new Open(T0, 0));
  }

  @Test
  void onTrialThreeSuccessesOfAnyKindCloseIt() {
    var trial = fail(CLOSED, 5).tick(T0.plusSeconds(30));

    assertThat(trial.admits()).isTrue();
    assertThat(trial.isClosed()).isFalse();
    assertThat(trial.onSuccess().onProbeSuccess().phase()).isEqualTo(new HalfOpen(2));
    assertThat(trial.onSuccess().onProbeSuccess().onSuccess()).isEqualTo(CLOSED);
  }

  @Test
  void onTrialTheFirstFailureOpensItForAnotherFullTime() {
    var trial = fail(CLOSED, 5).tick(T0.plusSeconds(30)).onSuccess();
    var later = T0.plusSeconds(31);

    assertThat(trial.onFailure(later).phase()).isEqualTo(new Open(later, 0));
    assertThat(trial.onProbeFailure(later).phase()).isEqualTo(new Open(later, 0));
  }

  @Test
  void closedOrOnTrialTimeAndLateProbesChangeNothing() {
    var trial = fail(CLOSED, 5).tick(T0.plusSeconds(30));

    assertThat(trial.tick(T0.plusSeconds(90))).isEqualTo(trial);
    assertThat(CLOSED.tick(T0)).isEqualTo(CLOSED);
    assertThat(CLOSED.onProbeSuccess()).isEqualTo(CLOSED);
    assertThat(CLOSED.onProbeFailure(T0)).isEqualTo(CLOSED);
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new CircuitLimits(0, Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CircuitLimits(1, Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CircuitLimits(1, Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CircuitState fail(CircuitState from, int times) {
    var state = from;
    for (int i = 0; i < times; i++) {
      state = state.onFailure(T0);
    }
    return state;
  }
}
