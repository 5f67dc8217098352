package io.alys.integration.execution;

import java.nio.file.Path;

/** A JWT secret file that can't be used; the message names the file and what it must hold. */
public final class InvalidJwtSecret extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidJwtSecret(Path file, String problem) {
    super(
        "JWT secret file "
            + file
            + " "
            + problem
            + ": it must hold 32 bytes as 64 hex digits, the same that the execution client uses");
  }
}
