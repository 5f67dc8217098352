package io.alys.node.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alys bench}: what this machine makes of the node's parts. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures parts of the node on this machine.",
    subcommands = ActorsBenchCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "alys bench: name what to measure, such as alys bench actors");
  }
}
