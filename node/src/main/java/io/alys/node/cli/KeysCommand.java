package io.alys.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alys keys}: the keys of validators. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "The BLS keys that validators sign blocks with.",
    subcommands = {KeysNewCommand.class, ProtectionCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "alys keys: name what to do, such as alys keys new");
  }
}
