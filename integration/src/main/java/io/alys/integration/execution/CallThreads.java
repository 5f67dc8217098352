package io.alys.integration.execution;

import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A few threads for blocking calls; as many calls may wait for one, further ones fail at once. */
final class CallThreads implements AutoCloseable {

  private static final String CLOSED = "the connection is closed";

  private final ExecutorService threads;

  CallThreads(int count) {
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(count),
            Thread.ofPlatform().daemon().name("engine-api-", 0).factory());
  }

  /** Runs calls, one after the other, on one of the threads. */
  <T> CompletionStage<T> submit(Supplier<T> calls) {
    var task = new Task<>(calls);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.refuse(threads.isShutdown() ? CLOSED : "too many calls at once");
    }
    return task.answer;
  }

  /** Waiting calls fail, running ones are interrupted. */
  @Override
  public void close() {
    for (var waiting : threads.shutdownNow()) {
      if (waiting instanceof Task<?> task) {
        task.refuse(CLOSED);
      }
    }
  }

  /** Calls that run, or wait for a thread. */
  private static final class Task<T> implements Runnable {

    private final Supplier<T> calls;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Task(Supplier<T> calls) {
      this.calls = calls;
    }

    @Override
    public void run() {
      try {
        answer.complete(calls.get());
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }

    void refuse(String why) {
      answer.completeExceptionally(new ExecutionFailure(Kind.UNAVAILABLE, why));
    }
  }
}
