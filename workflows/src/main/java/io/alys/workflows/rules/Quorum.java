package io.alys.workflows.rules;

/** How many approvals make a certificate (rule 2.1). */
public final class Quorum {

  private Quorum() {}

  /** ⌈2n/3⌉ of {@code authorities}. */
  public static int of(int authorities) {
    if (authorities < 1) {
      throw new IllegalArgumentException("an epoch needs an authority, got " + authorities);
    }
    return (2 * authorities + 2) / 3;
  }
}
