package io.alys.integration.keys;

/** The key derivation functions of EIP-2335. */
public enum DerivationFunction {
  /** Costs 256 MiB of memory and about a second: for keys of operators. */
  SCRYPT,
  /** Costs time alone, a fraction of a second: for keys of local networks. */
  PBKDF2
}
