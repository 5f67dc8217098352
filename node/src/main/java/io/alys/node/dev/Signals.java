package io.alys.node.dev;

import io.alys.node.dev.ChildPlan.StopSignal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Sends signals; Java itself can only send SIGTERM and SIGKILL. */
final class Signals {

  private Signals() {}

  static void send(StopSignal signal, ProcessHandle process) {
    switch (signal) {
      case TERM -> process.destroy();
      case INT -> interrupt(process);
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      var kill =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      if (kill.waitFor() != 0) {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
