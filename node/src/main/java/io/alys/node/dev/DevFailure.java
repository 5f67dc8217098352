package io.alys.node.dev;

/** The network can't run: one line with cause and fix, and the exit code. */
final class DevFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAY_HEAL = 1;
  private static final int WILL_NOT_HEAL = 2;

  private final int exitCode;

  private DevFailure(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  /** Starting again may help. */
  static DevFailure mayHeal(String line) {
    return new DevFailure(MAY_HEAL, line);
  }

  /** Something must be changed first. */
  static DevFailure willNotHeal(String line) {
    return new DevFailure(WILL_NOT_HEAL, line);
  }

  int exitCode() {
    return exitCode;
  }
}
