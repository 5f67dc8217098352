package io.alys.node.http;

/**
 * How much structure a JSON text may have.
 *
 * @param maxDepth arrays and objects inside each other
 * @param maxTokens brackets, names and values
 * @param maxNumberLength digits, sign, point and exponent of a number
 */
public record JsonLimits(int maxDepth, int maxTokens, int maxNumberLength) {

  /** Of a request from outside: no honest call comes near. */
  public static final JsonLimits REQUEST = new JsonLimits(32, 20_000, 100);

  /** Of an answer from a node that the reader chose itself: whole blocks. */
  public static final JsonLimits ANSWER = new JsonLimits(64, 2_000_000, 100);
}
