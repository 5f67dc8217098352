package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code alys actor restart}: begins an actor again that serves. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Halts an actor, or a supervisor with all its actors, and begins it again in its place.",
      "Messages that wait are kept; requests in hand are refused."
    },
    footer = {
      "",
      "Exit codes: 0 it has begun again, 1 trying again may help, 2 it won't.",
      "Example: alys actor restart /chain/engine"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ActorRestartCommand extends NodeQuestion {

  @Parameters(paramLabel = "PATH", description = "The actor's path, as alys actor list shows it.")
  private String path;

  @Override
  void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException {
    var answer = node.post("/actors/restart", Map.of("path", path));
    out.println(path + told(answer));
  }
}
