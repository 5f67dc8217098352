package io.alys.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alys keys protection}: what a key has signed, for its next machine. */
@Command(
    name = "protection",
    mixinStandardHelpOptions = true,
    description =
        "Moves what a key has signed to another machine, so that nothing is signed twice.",
    subcommands = {ProtectionExportCommand.class, ProtectionImportCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ProtectionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "alys keys protection: say export or import");
  }
}
