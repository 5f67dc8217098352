package io.alys.actors.runtime;

import akka.actor.setup.Setup;
import io.alys.workflows.ports.Entropy;
import io.alys.workflows.ports.Tracing;
import java.util.Map;

/** What the node, or the simulator, gives the {@link ActorRuntime} of a system that it creates. */
public final class RuntimeSetup extends Setup {

  private final MonotonicClock clock;
  private final Map<ActorKind, KindLimits> limits;
  private final Tracing tracing;
  private final Entropy entropy;

  /**
   * What a runtime needs.
   *
   * @param clock for measuring and deadlines
   * @param limits of the kinds that have limits of their own
   * @param tracing records spans, {@link Tracing#OFF} if nobody looks
   * @param entropy for jitter
   */
  public RuntimeSetup(
      MonotonicClock clock, Map<ActorKind, KindLimits> limits, Tracing tracing, Entropy entropy) {
    this.clock = clock;
    this.limits = Map.copyOf(limits);
    this.tracing = tracing;
    this.entropy = entropy;
  }

  /**
   * For systems that were created without one, such as those of tests: the machine's clock, the
   * same limits for all, no spans, the same random numbers each time.
   */
  public static RuntimeSetup standard() {
    return new RuntimeSetup(MonotonicClock.SYSTEM, Map.of(), Tracing.OFF, new CountingEntropy());
  }

  /** The same with other limits. */
  public RuntimeSetup withLimits(Map<ActorKind, KindLimits> others) {
    return new RuntimeSetup(clock, others, tracing, entropy);
  }

  /** The same with another clock. */
  public RuntimeSetup withClock(MonotonicClock other) {
    return new RuntimeSetup(other, limits, tracing, entropy);
  }

  /** The same with spans. */
  public RuntimeSetup withTracing(Tracing other) {
    return new RuntimeSetup(clock, limits, other, entropy);
  }

  /** The clock. */
  public MonotonicClock clock() {
    return clock;
  }

  /** The limits of the kinds that have their own. */
  public Map<ActorKind, KindLimits> limits() {
    return limits;
  }

  /** The spans. */
  public Tracing tracing() {
    return tracing;
  }

  /** The random numbers. */
  public Entropy entropy() {
    return entropy;
  }
}
