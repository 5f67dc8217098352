package io.alys.node.wiring;

/** The node was told to stop before it ran; everything that was opened is closed. */
public final class StoppedEarly extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedEarly() {
    super("stopped before the node ran");
  }
}
