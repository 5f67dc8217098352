package io.alys.workflows.ports;

import io.alys.messages.storage.StorageFault;

/** The disk refused: full, unreadable, corrupt or failing to sync; the component must stop. */
public final class StorageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StorageFault fault;

  /** A failure with a message for people and its cause. */
  public StorageFailure(StorageFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** A failure with a message for people. */
  public StorageFailure(StorageFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What went wrong. */
  public StorageFault fault() {
    return fault;
  }
}
