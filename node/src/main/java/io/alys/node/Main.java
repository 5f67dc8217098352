package io.alys.node;

import io.alys.node.cli.GenesisCommand;
import io.alys.node.cli.KeysCommand;
import io.alys.node.dev.DevCommand;
import io.alys.node.miner.MinerCommand;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry of the daemon and of every command: reads the command line and runs what it names. */
@Command(
    name = "alys",
    description = "A node of Alys, a Bitcoin sidechain.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      NodeCommand.class,
      DevCommand.class,
      MinerCommand.class,
      GenesisCommand.class,
      KeysCommand.class
    })
public final class Main implements Runnable {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The program's version, "unpackaged" when it does not run from its jar. */
  public static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "unpackaged");
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The version that the build wrote into the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"alys " + version()};
    }
  }
}
