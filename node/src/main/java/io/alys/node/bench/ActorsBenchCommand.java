package io.alys.node.bench;

import io.alys.node.http.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code alys bench actors}: what messages and restarts cost, beside bare Akka. */
@Command(
    name = "actors",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures in one run what the actor system adds to bare Akka: the cost of a message, of a"
          + " question with its answer, the time from sending to handling, and the time from a"
          + " crash until the actor serves again.",
      "",
      "Each is measured in many short laps in turn with bare Akka (bare, ours, bare, ours, …) on"
          + " the node's default dispatcher, so that the ratios hold on a machine that does other"
          + " things, too; the times hold on a quiet one. Printed are medians of the laps.",
      "",
      "bare Akka     an actor with Akka's default mailbox, told directly",
      "bounded       an actor of the node's kind (lanes, limits, meters), told directly",
      "envelope      the same, told through the bus: message id, conversation, sender, trace, lane",
      "one thread    sender and receiver share a thread: the work that a message is, while with two"
          + " threads the processors' waiting for each other weighs more",
      "busy          as many actors compute without end as there are processors, and two others"
          + " keep the bulk lane of the measured actor filled",
      "latency       from the moment at which a message was due, whether or not the sender was"
          + " late; the next one does not wait for it. The goals are about the line below it, from"
          + " the moment at which it was really sent"
    },
    footer = {
      "",
      "Exit codes: 0 measured, whether the goals are met or not; 2 refused.",
      "Examples:",
      "  alys bench actors",
      "  alys bench actors --seconds 20 --json > actors.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ActorsBenchCommand implements Callable<Integer> {

  private static final int LEAST_SECONDS = 2;
  private static final int MOST_SECONDS = 3600;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "N",
      description =
          "How long all of it takes, 2 to 3600; below 20 the figures are rough."
              + " Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--json", description = "Print one JSON object, durations in nanoseconds.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var line = spec.commandLine();
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      throw new ParameterException(line, "--seconds " + seconds + ": choose 2 to 3600");
    }
    if (!json) {
      line.getErr().println("measuring for " + seconds + " s …");
      line.getErr().flush();
    }
    BenchReport report;
    try (var _ = BenchLog.toTemporaryFile()) {
      report = ActorsBench.run(Duration.ofSeconds(seconds));
    }
    var out = line.getOut();
    if (json) {
      out.println(new String(JsonWriter.write(ReportJson.of(report)), StandardCharsets.UTF_8));
    } else {
      ReportText.lines(report).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
