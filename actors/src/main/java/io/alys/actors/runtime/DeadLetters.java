package io.alys.actors.runtime;

/** Where dead letters go; they are counted before. Called by many threads, so it must be quick. */
@FunctionalInterface
public interface DeadLetters {

  /** Keeps nothing. */
  DeadLetters NONE = letter -> {};

  /** Takes one. */
  void add(DeadLetter letter);
}
