package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code alys actor retry}: begins an actor again that its supervisor has given up. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Begins an actor again that has failed too often, or that waits for its next try.",
      "Repair first what alys actor list names."
    },
    footer = {
      "",
      "Exit codes: 0 it has begun again, 1 trying again may help, 2 it won't.",
      "Example: alys actor retry /storage"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ActorRetryCommand extends NodeQuestion {

  @Parameters(paramLabel = "PATH", description = "The actor's path, as alys actor list shows it.")
  private String path;

  @Override
  void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException {
    var answer = node.post("/actors/retry", Map.of("path", path));
    out.println(path + told(answer));
  }
}
