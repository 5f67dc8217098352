package io.alys.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alys actor}: the parts of a running node. */
@Command(
    name = "actor",
    mixinStandardHelpOptions = true,
    description = "Shows the actors of a running node and gives them orders.",
    subcommands = {
      ActorListCommand.class,
      ActorRestartCommand.class,
      ActorRetryCommand.class,
      DeadLettersCommand.class
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ActorCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "alys actor: name what to do, such as alys actor list");
  }
}
