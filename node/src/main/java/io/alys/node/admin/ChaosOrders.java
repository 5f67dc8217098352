package io.alys.node.admin;

import java.util.Map;

/** Faults on order, for tests; {@code alys.test.chaos} alone installs them. */
public interface ChaosOrders {

  /**
   * Carries out {@code POST /chaos/verb?name=value…}.
   *
   * @param verb what to do, such as {@code crash}
   * @param parameters of the address
   */
  Outcome apply(String verb, Map<String, String> parameters);

  /** What became of an order. */
  sealed interface Outcome {}

  /** Done, and in which words. */
  record Applied(String text) implements Outcome {}

  /** There is no such verb, or its parameters are wrong, and why. */
  record Refused(String reason) implements Outcome {}
}
