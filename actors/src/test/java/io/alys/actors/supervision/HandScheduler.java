package io.alys.actors.supervision;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** A scheduler whose time passes when it is told; unlike Akka's, it does not sleep meanwhile. */
@SuppressWarnings("deprecation") // one of the methods that a scheduler has to have
public final class HandScheduler extends AbstractScheduler {

  private record Task(long at, long number, Runnable work, AtomicBoolean over)
      implements Cancellable {

    @Override
    public boolean cancel() {
      return over.compareAndSet(false, true);
    }

    @Override
    public boolean isCancelled() {
      return over.get();
    }
  }

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private long now;
  private long numbers;

  /** As Akka makes it. */
  public HandScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {}

  @Override
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable runnable,
      ExecutionContext executor) {
    var over = new AtomicBoolean();
    return add(
        initialDelay.toNanos(),
        () -> {
          runnable.run();
          repeat(interval.toNanos(), runnable, over);
        },
        over);
  }

  private void repeat(long interval, Runnable runnable, AtomicBoolean over) {
    over.set(false);
    add(
        interval,
        () -> {
          runnable.run();
          repeat(interval, runnable, over);
        },
        over);
  }

  @Override
  public Cancellable scheduleOnce(
      FiniteDuration delay, Runnable runnable, ExecutionContext executor) {
    return add(delay.toNanos(), runnable, new AtomicBoolean());
  }

  private synchronized Cancellable add(long delay, Runnable work, AtomicBoolean over) {
    var task = new Task(now + delay, numbers++, work, over);
    tasks.add(task);
    return task;
  }

  @Override
  public double maxFrequency() {
    return 1_000_000;
  }

  /** Time passes, and what is due is done in the calling thread. */
  void pass(Duration time) {
    long end = nanos() + time.toNanos();
    for (var task = nextUntil(end); task != null; task = nextUntil(end)) {
      if (task.cancel()) {
        task.work().run();
      }
    }
  }

  private synchronized @Nullable Task nextUntil(long end) {
    var first = tasks.peek();
    if (first == null || first.at() > end) {
      now = end;
      return null;
    }
    now = first.at();
    return tasks.poll();
  }

  /** Its time. */
  synchronized long nanos() {
    return now;
  }
}
