package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code alys actor dead-letters}: messages of a running node that were not delivered. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = DeadLetterReplayCommand.class,
    description = {
      "Lists messages that were not delivered, the newest first: expired, dropped or refused"
          + " because a mailbox was full, for an actor out of service or gone.",
    },
    footer = {
      "",
      "Exit codes: 0 listed, 1 no node answers, 2 it won't until something is changed.",
      "Example: alys actor dead-letters --limit 20"
    })
final class DeadLettersCommand extends NodeQuestion {

  @Option(
      names = "--limit",
      defaultValue = "100",
      paramLabel = "N",
      description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = "--json", description = "Print what the node answers, for programs.")
  private boolean json;

  @Override
  void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException {
    var answer = node.get("/dead-letters", Map.of("limit", Integer.toString(limit)));
    if (json) {
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      return;
    }
    var table = new Table("ID", "TIME", "CAUSE", "FROM", "TO", "MESSAGE");
    for (var letter : answer.path("letters")) {
      table.add(
          letter.path("id").asString(""),
          letter.path("at").asString(""),
          letter.path("cause").asString(""),
          printable(letter.path("sender").asString("")),
          printable(letter.path("target").asString("")),
          printable(letter.path("message").asString("")));
    }
    table.print(out);
    var totals = answer.path("totals");
    out.println();
    out.printf(
        "%s kept, %s displaced by newer ones, %s only counted%n",
        totals.path("kept").asString("?"),
        totals.path("displaced").asString("?"),
        totals.path("counted").asString("?"));
  }
}
