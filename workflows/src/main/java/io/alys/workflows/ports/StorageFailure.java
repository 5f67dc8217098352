package io.alys.workflows.ports;

/** The disk refused: full, unreadable, corrupt or failing to sync; the component must stop. */
public final class StorageFailure extends RuntimeException {

  /** What went wrong. */
  public enum Kind {
    /** No space is left on the device. */
    DISK_FULL,
    /** A checksum or a record is damaged. */
    CORRUPT,
    /** Any other I/O error. */
    IO
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** A failure with a message for people and its cause. */
  public StorageFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A failure with a message for people. */
  public StorageFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
