package io.alys.workflows.pow;

import java.util.Locale;

/** What an AuxPoW must fulfil (rule 7.1, protocol reference §2.4), in the order of the checks. */
public enum AuxPowRule {
  /** The coinbase branch must have index 0: the first transaction of the parent block. */
  NOT_THE_COINBASE,
  /** The parent header's chain id must not be ours. */
  PARENT_HAS_OUR_CHAIN_ID,
  /** The chain branch has at most 30 elements. */
  CHAIN_BRANCH_TOO_LONG,
  /** The coinbase branch has at most 32 elements. */
  COINBASE_BRANCH_TOO_LONG,
  /** The coinbase must be in the parent header's merkle root. */
  MERKLE_ROOT,
  /** A commitment in the coinbase script needs an input. */
  COINBASE_WITHOUT_INPUTS,
  /** No allowed place holds a commitment. */
  COMMITMENT_MISSING,
  /** The commitment is to another root. */
  COMMITMENT_TO_OTHER_ROOT,
  /** The coinbase script holds the magic more than once. */
  SEVERAL_COMMITMENTS,
  /** The magic must stand directly before the root. */
  MAGIC_NOT_BEFORE_ROOT,
  /** Without magic the root must start in the script's first 20 bytes. */
  ROOT_NOT_IN_FIRST_BYTES,
  /** Tree size and nonce must follow the root. */
  SIZE_AND_NONCE_MISSING,
  /** The tree size must be 2 to the length of the chain branch. */
  TREE_SIZE,
  /** The chain branch must lead to the index that nonce and chain id give. */
  INDEX,
  /** The parent header's hash must not lie above the target. */
  PROOF_OF_WORK;

  /** Stable name for RPC and logs, such as {@code merkle-root}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
