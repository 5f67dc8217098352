package io.alys.workflows.supervision;

import io.alys.workflows.ports.Entropy;
import io.alys.workflows.supervision.Decision.GiveUp;
import io.alys.workflows.supervision.Decision.Restart;
import io.alys.workflows.supervision.Decision.Scope;
import io.alys.workflows.supervision.SupervisionStrategy.CircuitBreaker;
import io.alys.workflows.supervision.SupervisionStrategy.ExponentialBackoff;
import io.alys.workflows.supervision.SupervisionStrategy.Never;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one part of a supervisor has failed of so far, as far as its strategy looks back, and what
 * follows from that. A value; times are nanoseconds of a monotonic clock and come from outside.
 */
public final class RestartLedger {

  private static final long JITTER_STEPS = 1L << 30;

  private final SupervisionStrategy strategy;
  private final Past past;

  private sealed interface Past {}

  /** When it was begun again within the window, the oldest first. */
  private record Restarts(List<Long> at) implements Past {}

  /** Failures in a row; null while it does not serve. */
  private record Streak(int failures, @Nullable Long servingSince) implements Past {}

  private record Circuit(CircuitState state) implements Past {}

  private record Nothing() implements Past {}

  /** A decision, and the ledger after it. */
  public record Verdict(RestartLedger ledger, Decision decision) {}

  private RestartLedger(SupervisionStrategy strategy, Past past) {
    this.strategy = strategy;
    this.past = past;
  }

  /** The ledger of a part that has not failed. */
  public static RestartLedger of(SupervisionStrategy strategy) {
    return new RestartLedger(
        strategy,
        switch (strategy) {
          case OneForOne _, OneForAll _, RestForOne _ -> new Restarts(List.of());
          case ExponentialBackoff _ -> new Streak(0, null);
          case CircuitBreaker(var limits) -> new Circuit(CircuitState.closed(limits));
          case Never _ -> new Nothing();
        });
  }

  /** The part has failed. */
  public Verdict onFailure(long nowNanos, Entropy entropy) {
    return switch (strategy) {
      case OneForOne(var limit) -> withinLimit(Scope.SELF, limit, nowNanos);
      case OneForAll(var limit) -> withinLimit(Scope.ALL, limit, nowNanos);
      case RestForOne(var limit) -> withinLimit(Scope.REST, limit, nowNanos);
      case ExponentialBackoff backoff -> laterAndLater(backoff, nowNanos, entropy);
      case CircuitBreaker _ -> unlessOpen(nowNanos);
      case Never _ -> new Verdict(this, new GiveUp("it is never begun again by itself", false));
    };
  }

  /** The wait that the last decision asked for is over, and the part is begun again. */
  public RestartLedger onBegin() {
    if (past instanceof Circuit(var state)
        && state.phase() instanceof CircuitState.Open(var since, int _)) {
      return with(new Circuit(state.tick(since.plus(state.limits().openFor()))));
    }
    return this;
  }

  /** The part serves from now on. */
  public RestartLedger onServing(long nowNanos) {
    return past instanceof Streak(int failures, var _)
        ? with(new Streak(failures, nowNanos))
        : this;
  }

  /** The part has handled {@link #trial()} messages since it was begun. */
  public RestartLedger onServed() {
    if (!(past instanceof Circuit(var state))) {
      return this;
    }
    for (int i = 0; i < state.limits().successes(); i++) {
      state = state.onSuccess();
    }
    return with(new Circuit(state));
  }

  /** How many messages it has to handle before its failures are forgotten; 0: it is on no trial. */
  public int trial() {
    if (!(past instanceof Circuit(var state))) {
      return 0;
    }
    return state.phase() instanceof CircuitState.Closed(int failures) && failures == 0
        ? 0
        : state.limits().successes();
  }

  /** The strategy that it follows. */
  public SupervisionStrategy strategy() {
    return strategy;
  }

  private Verdict withinLimit(Scope scope, RestartLimit limit, long now) {
    long window = limit.window().toNanos();
    var recent = ((Restarts) past).at().stream().filter(at -> now - at < window).toList();
    if (recent.size() >= limit.maxRestarts()) {
      var reason = limit.maxRestarts() + " restarts within " + limit.window() + " were not enough";
      return new Verdict(with(new Restarts(recent)), new GiveUp(reason, true));
    }
    var all = Stream.concat(recent.stream(), Stream.of(now)).toList();
    return new Verdict(with(new Restarts(all)), new Restart(scope, Duration.ZERO, all.size()));
  }

  private Verdict laterAndLater(ExponentialBackoff backoff, long now, Entropy entropy) {
    var streak = (Streak) past;
    var since = streak.servingSince();
    boolean rested = since != null && now - since >= backoff.resetAfter().toNanos();
    int failures = rested ? 1 : streak.failures() + 1;
    if (failures > backoff.maxRestarts()) {
      var reason = backoff.maxRestarts() + " restarts in a row were not enough";
      return new Verdict(with(new Streak(streak.failures(), null)), new GiveUp(reason, true));
    }
    return new Verdict(
        with(new Streak(failures, null)),
        new Restart(Scope.SELF, delay(backoff, failures, entropy), failures));
  }

  private static Duration delay(ExponentialBackoff backoff, int failures, Entropy entropy) {
    if (failures == 1) {
      return Duration.ZERO;
    }
    double longest = backoff.max().toNanos();
    double wait = backoff.initial().toNanos() * Math.pow(backoff.factor(), failures - 2);
    double share = entropy.below(JITTER_STEPS) / (double) JITTER_STEPS;
    double late = Math.min(longest, wait) * (1 + backoff.jitter() * share);
    return Duration.ofNanos((long) Math.min(longest, late));
  }

  private Verdict unlessOpen(long now) {
    var next = ((Circuit) past).state().onFailure(Instant.EPOCH.plusNanos(now));
    var ledger = with(new Circuit(next));
    return new Verdict(
        ledger,
        next.phase() instanceof CircuitState.Closed(int failures)
            ? new Restart(Scope.SELF, Duration.ZERO, failures)
            : new Restart(Scope.SELF, next.limits().openFor(), next.limits().failures()));
  }

  private RestartLedger with(Past next) {
    return new RestartLedger(strategy, next);
  }
}
