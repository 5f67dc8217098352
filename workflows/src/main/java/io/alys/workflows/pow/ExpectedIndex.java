package io.alys.workflows.pow;

/** Where a chain's leaf must stand in the merged-mining tree (protocol reference §2.4). */
public final class ExpectedIndex {

  private ExpectedIndex() {}

  /** The index for a nonce and chain id, both unsigned 32-bit, in a tree of {@code height}. */
  public static long of(int nonce, int chainId, int height) {
    var mask = (1L << height) - 1;
    var random = step(Integer.toUnsignedLong(nonce)) & mask;
    return step(random + Integer.toUnsignedLong(chainId)) & mask;
  }

  private static long step(long value) {
    return value * 1_103_515_245L + 12_345L;
  }
}
