package io.alys.integration.bls;

/** The domain separation tags of the proof-of-possession scheme (protocol reference §3.3). */
final class Ciphersuite {

  /** Hashes the messages that are signed. */
  static final String SIGNATURE = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

  /** Hashes the public key whose possession is proven (rule 2.12). */
  static final String POSSESSION = "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

  private Ciphersuite() {}
}
