package io.alys.config;

/**
 * The pool that checks signatures and blocks.
 *
 * @param workers checks at a time
 */
public record ValidationConfig(int workers) {

  /** Checks the count. */
  public ValidationConfig {
    Checks.of("validation").within("workers", workers, 1, 1024).done();
  }
}
