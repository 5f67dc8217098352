package io.alys.actors.runtime;

/**
 * What one thread writes at each message must not lie in a cache line that others read at each
 * message: it would move to and fro between cores.
 */
final class Padding {

  /** Two cache lines: processors fetch them in pairs. */
  static final int LONGS = 16;

  private Padding() {}
}
