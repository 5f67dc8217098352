package io.alys.integration.protection;

/** An interchange file can't be read, written or taken over: one line with cause and fix. */
public final class ProtectionFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProtectionFailure(String problem) {
    super(problem);
  }
}
