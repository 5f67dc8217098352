package io.alys.workflows.ports;

/** The transport can't do its work at all; the text says what to do about it. */
public final class TransportFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure and what caused it. */
  public TransportFailure(String reason, Throwable cause) {
    super(reason, cause);
  }
}
