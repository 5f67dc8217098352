package io.alys.node.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program is started; SIGTERM stops it in order.
 *
 * @param name what people call it, and its log file
 * @param command program and arguments; never a secret
 * @param environment variables added to this process' own
 * @param folder working folder, which is created
 * @param preparation what is done before each start
 */
record ChildPlan(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Runnable preparation) {

  /** Keeps copies. */
  ChildPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
