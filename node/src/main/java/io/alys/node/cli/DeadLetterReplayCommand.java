package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code alys actor dead-letters replay}: sends one once more. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends a dead letter to its recipient once more.",
    footer = {
      "",
      "Exit codes: 0 sent, 1 trying again may help, 2 it won't.",
      "Example: alys actor dead-letters replay 17"
    })
final class DeadLetterReplayCommand extends NodeQuestion {

  @Parameters(paramLabel = "ID", description = "The letter's number, as the list shows it.")
  private long id;

  @Override
  void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException {
    node.post("/dead-letters/replay", Map.of("id", Long.toString(id)));
    out.println("dead letter " + id + " is on its way");
  }
}
