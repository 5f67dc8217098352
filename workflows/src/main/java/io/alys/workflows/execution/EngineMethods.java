package io.alys.workflows.execution;

import io.alys.messages.execution.EngineFork;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The Engine API methods that the node calls, by fork. */
public final class EngineMethods {

  private EngineMethods() {}

  /** What a client must offer for payloads of these forks. */
  public static Set<String> neededFor(Collection<EngineFork> forks) {
    var methods = new TreeSet<String>();
    for (var fork : forks) {
      methods.add(newPayload(fork));
      methods.add(forkchoiceUpdated(fork));
      methods.add(getPayload(fork));
    }
    return methods;
  }

  /** {@code engine_newPayload} of a fork. */
  public static String newPayload(EngineFork fork) {
    return "engine_newPayload" + version(fork);
  }

  /** {@code engine_forkchoiceUpdated} of a fork. */
  public static String forkchoiceUpdated(EngineFork fork) {
    return "engine_forkchoiceUpdated" + version(fork);
  }

  /** {@code engine_getPayload} of a fork. */
  public static String getPayload(EngineFork fork) {
    return "engine_getPayload" + version(fork);
  }

  private static String version(EngineFork fork) {
    return switch (fork) {
      case CAPELLA -> "V2";
      case DENEB -> "V3";
    };
  }
}
