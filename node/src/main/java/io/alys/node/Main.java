package io.alys.node;

import io.alys.node.bench.BenchCommand;
import io.alys.node.cli.ActorCommand;
import io.alys.node.cli.GenesisCommand;
import io.alys.node.cli.KeysCommand;
import io.alys.node.cli.StopCommand;
import io.alys.node.cli.StopRequest;
import io.alys.node.dev.DevCommand;
import io.alys.node.logging.ActorMdc;
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
      StopCommand.class,
      ActorCommand.class,
      DevCommand.class,
      MinerCommand.class,
      GenesisCommand.class,
      KeysCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable {
  private final StopRequest stop;

  private Main(StopRequest stop) {
    this.stop = stop;
  }

  /** A node listens for signals before it does anything else, so that none ends it out of order. */
  public static void main(String[] args) {
    var stop = new StopRequest();
    if (args.length > 0 && args[0].equals(NodeCommand.NAME)) {
      stop.listen();
    }
    ActorMdc.install();
    int code = commandLine(stop).execute(args);
    stop.stopped(code);
    System.exit(code);
  }

  /** What tells the running command to stop. */
  StopRequest stop() {
    return stop;
  }

  /** The program's version, "unpackaged" when it does not run from its jar. */
  public static String version() {
    var version = Main.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "unpackaged");
  }

  static CommandLine commandLine(StopRequest stop) {
    return new CommandLine(new Main(stop));
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
