package io.alys.system.network;

import io.alys.config.ConfigLoader;
import io.alys.config.ConfigResult;
import io.alys.config.ConfigSources;
import io.alys.node.cli.StopRequest;
import io.alys.node.wiring.NodeAssembly;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** A node whose clock is wrong. Its arguments: the error, the configuration, settings. */
final class NodeWithClock {
  private NodeWithClock() {}

  public static void main(String[] arguments) throws Exception {
    var settings = new LinkedHashMap<String, String>();
    for (var setting : Arrays.asList(arguments).subList(2, arguments.length)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    var sources = ConfigSources.ofProcess(Path.of(arguments[1]), settings);
    if (!(ConfigLoader.load(sources) instanceof ConfigResult.Loaded loaded)) {
      throw new IllegalStateException("the configuration is refused");
    }
    var clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0]));
    new NodeAssembly(loaded.config(), clock, new StopRequest()).start().whenStopped().join();
  }
}
