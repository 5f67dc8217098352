package io.alys.actors.supervision;

/** A behaviour ended although nobody told it to. */
final class StoppedByItself extends IllegalStateException {

  private static final long serialVersionUID = 1;

  StoppedByItself(String path) {
    super(path + " stopped by itself");
  }
}
