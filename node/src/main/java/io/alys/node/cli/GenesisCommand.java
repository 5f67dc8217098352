package io.alys.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alys genesis}: the beginning of networks. */
@Command(
    name = "genesis",
    mixinStandardHelpOptions = true,
    description = "Founds networks.",
    subcommands = GenesisNewCommand.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class GenesisCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "alys genesis: name what to do, such as alys genesis new");
  }
}
