package io.alys.workflows.pow;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where a coinbase may carry the commitment (rule 7.1). */
public enum CommitmentPlace {
  /** The third output's whole script, 44 bytes (V1). */
  OUTPUT_2,
  /** The fourth output's whole script, 44 bytes (V1). */
  OUTPUT_3,
  /** The first input's script, by Namecoin's rules. */
  SCRIPT;

  /** Every place, as version 2 accepts them. */
  public static final Set<CommitmentPlace> ANY =
      Collections.unmodifiableSet(EnumSet.allOf(CommitmentPlace.class));
}
