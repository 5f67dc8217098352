package io.alys.integration.keys;

import java.nio.file.Path;

/** A key can't be had: one line with the file, the cause and what to do; never a secret. */
public final class KeystoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeystoreFailure(Path file, String problem) {
    super(file + ": " + problem);
  }
}
