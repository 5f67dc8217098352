package io.alys.node.cli;

/** Why a command can't have what it wants of a running node; its message is for people. */
final class CannotReach extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CannotReach(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Trying again may help. */
  static CannotReach forNow(String message) {
    return new CannotReach(1, message);
  }

  /** It won't help until something is changed. */
  static CannotReach forGood(String message) {
    return new CannotReach(2, message);
  }

  int exitCode() {
    return exitCode;
  }
}
