package io.alys.node.dev;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One program of the network, over all the times that it is started. */
final class Program {

  private final ChildPlan plan;
  private final Path log;
  private final Function<String, Optional<String>> events;
  private final RestartDelays delays = new RestartDelays();
  private final LogTail tail;
  private final Repeats repeats = new Repeats();
  private @Nullable Child child;
  private @Nullable Instant startAt;

  /**
   * @param events turns a line of its log into what a person reads, if anything
   */
  Program(ChildPlan plan, Path log, Function<String, Optional<String>> events) {
    this.plan = plan;
    this.log = log;
    this.events = events;
    this.tail = new LogTail(log);
  }

  String name() {
    return plan.name();
  }

  Path log() {
    return log;
  }

  List<String> command() {
    return plan.command();
  }

  void start() {
    child = Child.start(plan, log);
    startAt = null;
  }

  /** The process, when it runs. */
  Optional<Child> running() {
    return Optional.ofNullable(child).filter(Child::isAlive);
  }

  /** The process when it has died since the last call, once. */
  Optional<Child> death() {
    if (child == null || child.isAlive()) {
      return Optional.empty();
    }
    var dead = child;
    child = null;
    return Optional.of(dead);
  }

  /** Decides on the next start; the delay. */
  Duration startLater(Child dead, Instant now) {
    var delay = delays.after(Duration.between(dead.started(), now));
    startAt = now.plus(delay);
    return delay;
  }

  /** Whether the next start is due. */
  boolean isDue(Instant now) {
    return startAt != null && !now.isBefore(startAt);
  }

  /** What it said since the last call that a person cares about. */
  List<String> news() {
    return tail.lines().stream()
        .map(events)
        .flatMap(Optional::stream)
        .map(repeats::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
