package io.alys.workflows.ports;

/** A request under way, in the hands of who asked; safe for all threads. */
public interface OpenRequest {

  /** The listener is done with one chunk; one more may come. */
  void more();

  /** No answer is wanted any more; ends in {@link RequestFailure#CANCELLED} unless it has ended. */
  void cancel();
}
