package io.alys.node.dev;

import io.alys.node.dev.ProcessLedger.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Programs that a killed {@code alys dev} left behind. */
final class Orphans {

  /** The system's clock may have been set since; start times move with it. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Duration patience;

  /**
   * @param patience how long a program may take to stop before it is killed
   */
  Orphans(Duration patience) {
    this.patience = patience;
  }

  /** Stops those of the entries that still run; what was stopped. */
  List<Entry> stop(List<Entry> entries) throws InterruptedException {
    var stopped = new ArrayList<Entry>();
    for (var entry : entries) {
      var process = find(entry);
      if (process.isPresent()) {
        stop(process.get());
        stopped.add(entry);
      }
    }
    return stopped;
  }

  /** The process of an entry, unless it ended and its pid is another's now. */
  static Optional<ProcessHandle> find(Entry entry) {
    return ProcessHandle.of(entry.pid()).filter(ProcessHandle::isAlive).filter(it -> is(it, entry));
  }

  private static boolean is(ProcessHandle process, Entry entry) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, entry.started()).abs())
        .filter(distance -> distance.compareTo(TOLERANCE) <= 0)
        .isPresent();
  }

  private void stop(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!ended(process)) {
      process.destroyForcibly();
      ended(process);
    }
  }

  private boolean ended(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
