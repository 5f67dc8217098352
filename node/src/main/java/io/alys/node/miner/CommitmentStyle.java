package io.alys.node.miner;

/** Where the miner's coinbase carries the commitment (rule 7.1). */
public enum CommitmentStyle {
  /** As the whole script of the third output, where V1 looks. */
  OUTPUT,
  /** In the coinbase script, by Namecoin's rules. */
  SCRIPTSIG
}
