package io.alys.node.bench;

import akka.Version;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The machine on which was measured, as far as it tells.
 *
 * @param processor its model
 * @param processors how many the process may use
 * @param system name and version of the operating system
 * @param java version and vendor of the virtual machine
 * @param collector names of its garbage collectors
 * @param flags that it was started with
 * @param akka version of Akka
 */
record Surroundings(
    String processor,
    int processors,
    String system,
    String java,
    String collector,
    List<String> flags,
    String akka) {

  static Surroundings here() {
    return new Surroundings(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version() + ", " + System.getProperty("java.vm.vendor"),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", ")),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        Version.current());
  }

  /** Processes that wanted to run in the last minute, on average; negative if nobody knows. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processorModel() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
