package io.alys.workflows.supervision;

import java.time.Duration;
import java.time.Instant;

/**
 * A circuit breaker as a value: it lets calls through until too many fail in a row, then refuses
 * them for a while, then lets them through on trial. The time comes in from outside.
 */
public record CircuitState(CircuitLimits limits, Phase phase) {

  /** Where the breaker stands. */
  public sealed interface Phase {}

  /** Calls go through; {@code failures} in a row so far. */
  public record Closed(int failures) implements Phase {}

  /** Calls are refused; {@code probeSuccesses} in a row so far. */
  public record Open(Instant since, int probeSuccesses) implements Phase {}

  /** Calls go through on trial; {@code successes} in a row so far. */
  public record HalfOpen(int successes) implements Phase {}

  /** A closed breaker without failures. */
  public static CircuitState closed(CircuitLimits limits) {
    return new CircuitState(limits, new Closed(0));
  }

  /** Whether calls go through. */
  public boolean admits() {
    return !(phase instanceof Open);
  }

  /** Whether calls go through without reserve. */
  public boolean isClosed() {
    return phase instanceof Closed;
  }

  /** A call succeeded. One that began before the breaker opened says nothing about now. */
  public CircuitState onSuccess() {
    return switch (phase) {
      case Closed _ -> in(new Closed(0));
      case Open _ -> this;
      case HalfOpen(int successes) -> afterSuccesses(successes + 1, new HalfOpen(successes + 1));
    };
  }

  /** A call failed. */
  public CircuitState onFailure(Instant now) {
    return switch (phase) {
      case Closed(int failures) when failures + 1 < limits.failures() ->
          in(new Closed(failures + 1));
      case Closed _, HalfOpen _ -> in(new Open(now, 0));
      case Open _ -> this;
    };
  }

  /** A probe was answered; enough of them close the breaker early. */
  public CircuitState onProbeSuccess() {
    return switch (phase) {
      case Closed _ -> this;
      case Open(Instant since, int successes) ->
          afterSuccesses(successes + 1, new Open(since, successes + 1));
      case HalfOpen(int successes) -> afterSuccesses(successes + 1, new HalfOpen(successes + 1));
    };
  }

  /** A probe failed: the count of successes starts again. */
  public CircuitState onProbeFailure(Instant now) {
    return switch (phase) {
      case Closed _ -> this;
      case Open(Instant since, int _) -> in(new Open(since, 0));
      case HalfOpen _ -> in(new Open(now, 0));
    };
  }

  /** Time passes. A clock that was set back must not keep the breaker open: that ends it, too. */
  public CircuitState tick(Instant now) {
    return switch (phase) {
      case Closed _, HalfOpen _ -> this;
      case Open(Instant since, int _) when now.isBefore(since) -> in(new HalfOpen(0));
      case Open(Instant since, int _)
          when Duration.between(since, now).compareTo(limits.openFor()) >= 0 ->
          in(new HalfOpen(0));
      case Open _ -> this;
    };
  }

  private CircuitState afterSuccesses(int successes, Phase otherwise) {
    return in(successes >= limits.successes() ? new Closed(0) : otherwise);
  }

  private CircuitState in(Phase next) {
    return new CircuitState(limits, next);
  }
}
