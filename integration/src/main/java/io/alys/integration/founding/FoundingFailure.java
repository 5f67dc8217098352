package io.alys.integration.founding;

/** A network can't be founded: one line with the cause and what to do. */
public final class FoundingFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FoundingFailure(String line) {
    super(line);
  }
}
