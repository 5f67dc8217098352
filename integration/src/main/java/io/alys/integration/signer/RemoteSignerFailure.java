package io.alys.integration.signer;

/** A remote signer gave no signature, or can't be used: one line with endpoint and cause. */
public final class RemoteSignerFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Fault {
    /** A file of the mutual TLS is missing or does not read. */
    BAD_TLS_FILE,
    /** No connection, one that broke or a refused certificate; an answer that is too long. */
    UNREACHABLE,
    /** No whole answer in time. */
    TIMED_OUT,
    /** The signer does not hold the key. */
    UNKNOWN_KEY,
    /** The signer refuses this root for good; no other endpoint is asked. */
    REFUSED,
    /** Another status, or a body that is no signature. */
    BAD_ANSWER,
    /** A signature that does not verify under the key and the root. */
    BAD_SIGNATURE
  }

  private final Fault fault;

  RemoteSignerFailure(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What went wrong; of several endpoints at the last one. */
  public Fault fault() {
    return fault;
  }
}
