package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code alys actor list}: every actor of a running node. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the actors of a running node: state, health, restarts, messages that wait of those"
          + " that its mailbox takes, and what is or was wrong.",
    },
    footer = {
      "",
      "Exit codes: 0 listed, 1 no node answers, 2 it won't until something is changed.",
      "Example: alys actor list --data-dir alys-data"
    })
final class ActorListCommand extends NodeQuestion {

  @Option(names = "--json", description = "Print what the node answers, for programs.")
  private boolean json;

  @Override
  void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException {
    var answer = node.get("/actors", Map.of());
    if (json) {
      out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      return;
    }
    var reason = answer.path("reason").asString("");
    out.println(
        "node: "
            + answer.path("health").asString("unknown")
            + (reason.isEmpty() ? "" : ": " + printable(reason)));
    out.println();
    var table = new Table("PATH", "STATE", "HEALTH", "RESTARTS", "WAITING", "WHAT IS WRONG");
    for (var actor : answer.path("actors")) {
      table.add(
          actor.path("path").asString(""),
          actor.path("state").asString(""),
          actor.path("health").asString(""),
          actor.path("restarts").asString(""),
          waiting(actor.path("mailbox")),
          wrong(actor));
    }
    table.print(out);
  }

  private static String waiting(JsonNode mailbox) {
    return mailbox.path("waiting").asString("") + "/" + mailbox.path("capacity").asString("");
  }

  private static String wrong(JsonNode actor) {
    var reason = actor.path("reason").asString("");
    var error = actor.path("lastError").asString("");
    if (!reason.isEmpty() || error.isEmpty()) {
      return printable(reason);
    }
    return printable("last: " + error + " at " + actor.path("lastErrorAt").asString(""));
  }
}
