package io.alys.integration.spec;

/** What becomes of fields that a chain spec leaves out. */
public enum MissingFields {
  /** Each is a problem. */
  REFUSED,
  /**
   * They take the values of V1's DEV network, as V1 does without a word: the authority's secret key
   * is 1. For experiments only [L42].
   */
  DEV_DEFAULTS
}
