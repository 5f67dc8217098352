package io.alys.node.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks a running node one thing and prints the answer. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class NodeQuestion implements Callable<Integer> {

  @Mixin private NodeOptions node;

  @Spec private CommandSpec command;

  /** Asks, and prints the answer. */
  abstract void ask(FoundNode node, PrintWriter out) throws CannotReach, InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    var line = command.commandLine();
    try {
      ask(node.find(), line.getOut());
      line.getOut().flush();
      return 0;
    } catch (CannotReach e) {
      line.getErr().println(command.qualifiedName() + ": " + e.getMessage());
      return e.exitCode();
    }
  }

  /** What became of an order; one that ends the administration itself is not waited for. */
  static String told(JsonNode answer) {
    return answer.path("done").asBoolean(false)
        ? " has begun again"
        : " begins again, and the node's administration with it";
  }

  /** One line that no terminal misunderstands. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
