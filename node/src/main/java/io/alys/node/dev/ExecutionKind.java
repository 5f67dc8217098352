package io.alys.node.dev;

/** The execution clients that a local network runs on. */
enum ExecutionKind {
  GETH("geth"),
  ETHEREUMJS("ethereumjs");

  private final String program;

  ExecutionKind(String program) {
    this.program = program;
  }

  /** The program's name. */
  String program() {
    return program;
  }
}
