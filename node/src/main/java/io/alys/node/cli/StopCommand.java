package io.alys.node.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alys stop}: stops a node in order and waits until it has ended. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Stops a running node of this machine in order and waits until its process has ended.",
      "",
      "The node is found by node.json and admin.token in its data folder; only who can read them"
          + " can stop it. SIGTERM to the process does the same."
    },
    footer = {
      "",
      "Exit codes: 0 stopped, 1 no node runs there or it still runs (trying again may help), 2 it"
          + " won't until something is changed.",
      "Example: alys stop --config node-0/alys.conf"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class StopCommand implements Callable<Integer> {

  private static final Duration PROGRESS = Duration.ofSeconds(2);

  /** How long the order itself may take at least, and at most. */
  private static final Duration SHORTEST_ORDER = Duration.ofSeconds(5);

  private static final Duration LONGEST_ORDER = Duration.ofSeconds(30);

  @Mixin private NodeOptions node;

  @Option(
      names = "--timeout",
      defaultValue = "60s",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "How long to wait. Default: ${DEFAULT-VALUE}")
  private Duration timeout;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    var out = command.commandLine().getOut();
    try {
      var found = node.find();
      long start = System.nanoTime();
      out.printf("stopping  process %d, %s%n", found.process().pid(), found.url());
      out.flush();
      order(found);
      await(found.process(), start, out);
      out.printf(Locale.ROOT, "stopped   after %.1f s%n", seconds(start));
      out.flush();
      return 0;
    } catch (CannotReach e) {
      command.commandLine().getErr().println("alys stop: " + e.getMessage());
      return e.exitCode();
    }
  }

  /** A node that ends before it has answered has done what it was told. */
  private void order(FoundNode node) throws CannotReach, InterruptedException {
    try {
      node.post("/stop", Map.of(), within(SHORTEST_ORDER, timeout, LONGEST_ORDER));
    } catch (CannotReach e) {
      if (node.process().isAlive()) {
        throw e;
      }
    }
  }

  private void await(ProcessHandle process, long start, PrintWriter out)
      throws CannotReach, InterruptedException {
    var end = process.onExit();
    long deadline = start + timeout.toNanos();
    while (true) {
      long left = Math.max(0, deadline - System.nanoTime());
      try {
        end.get(Math.min(left, PROGRESS.toNanos()), TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw CannotReach.forNow(
              "process %d still runs after %d s: its log says what it waits for"
                  .formatted(process.pid(), timeout.toSeconds()));
        }
        out.printf(Locale.ROOT, "waiting   %.0f s%n", seconds(start));
        out.flush();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Duration within(Duration least, Duration wanted, Duration most) {
    var bounded = wanted.compareTo(most) > 0 ? most : wanted;
    return bounded.compareTo(least) < 0 ? least : bounded;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
