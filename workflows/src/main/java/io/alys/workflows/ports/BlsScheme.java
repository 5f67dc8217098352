package io.alys.workflows.ports;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import java.util.List;

/**
 * BLS12-381 signatures, minimal-pubkey-size, {@code BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_}
 * (protocol reference §3.3). Points that are infinity, off the curve or outside the subgroup never
 * verify. Thread-safe, CPU-bound, never throws on bad points.
 */
public interface BlsScheme {

  /** Whether {@code signature} is {@code key}'s over the 32 bytes of {@code root}. */
  boolean verify(BlsPublicKey key, Hash32 root, BlsSignature signature);

  /** Whether {@code aggregate} is the sum of all keys' signatures over {@code root}; no key: no. */
  boolean fastAggregateVerify(List<BlsPublicKey> keys, Hash32 root, BlsSignature aggregate);

  /** That the keys have all signed a root, and that this is the sum of their signatures. */
  record Claim(List<BlsPublicKey> keys, Hash32 root, BlsSignature aggregate) {

    /** Keeps a copy of the keys. */
    public Claim {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Whether all claims hold. An implementation may check them together, each multiplied by a random
   * number, which is faster; it then lets a false one through with a probability of 2^-64.
   */
  default boolean verifyAll(List<Claim> claims, Entropy random) {
    return claims.stream()
        .allMatch(claim -> fastAggregateVerify(claim.keys(), claim.root(), claim.aggregate()));
  }

  /**
   * Sum of signatures.
   *
   * @throws IllegalArgumentException when the list is empty or a point is bad
   */
  BlsSignature aggregate(List<BlsSignature> signatures);

  /** Whether {@code proof} proves possession of {@code key}'s secret (rule 2.12, POP tag). */
  boolean verifyPossession(BlsPublicKey key, BlsSignature proof);
}
