package io.alys.actors.supervision;

/** Stands for a failure of the actor's own; see {@link Crash}. */
final class OrderedCrash extends IllegalStateException {

  private static final long serialVersionUID = 1;

  OrderedCrash(String why) {
    super(why);
  }
}
