package io.alys.workflows.rules;

import java.util.Locale;

/**
 * Why a block is invalid, for every node and for ever (rule 1.1). {@code expected} and {@code
 * found} are the compared values as text for people; code never branches on them.
 */
public record BlockRefusal(Code code, String expected, String found) {

  /** A refusal with the two values that differ. */
  public static BlockRefusal of(Code code, Object expected, Object found) {
    return new BlockRefusal(code, expected.toString(), found.toString());
  }

  /** What is wrong, with the rule that says so. */
  public enum Code {
    /** An approval bit names nobody [L3]. */
    APPROVAL_BIT_OUT_OF_RANGE("2.1"),
    /** The slot's author has not signed. */
    AUTHOR_MISSING("2.1"),
    /** The aggregate does not verify under the keys that the bits name. */
    BAD_AGGREGATE_SIGNATURE("2.1"),
    /** The consensus parent is another block. */
    WRONG_PARENT("3.1"),
    /** The payload builds on another execution block. */
    WRONG_PAYLOAD_PARENT("3.1"),
    /** The slot does not lie above the parent's. */
    SLOT_NOT_ABOVE_PARENT("3.1"),
    /** The timestamp is not the slot's. */
    WRONG_TIMESTAMP("3.1"),
    /** The timestamp does not lie above the parent's. */
    TIMESTAMP_NOT_ABOVE_PARENT("3.1"),
    /** The number is not the parent's plus one. */
    WRONG_NUMBER("3.1"),
    /** Fees would go elsewhere than to the burn address. */
    WRONG_FEE_RECIPIENT("3.1"),
    /** The randomness is not the hash of parent root and slot. */
    WRONG_PREV_RANDAO("3.1"),
    /** Blob fields are there before Deneb or missing from Deneb on. */
    WRONG_PAYLOAD_FORK("3.2"),
    /** A type-3 transaction, where the blob schedule allows none. */
    BLOB_TRANSACTION("3.3"),
    /** Another number of withdrawals than the rules compute. */
    WRONG_WITHDRAWAL_COUNT("4.1"),
    /** A withdrawal differs from the computed one. */
    WRONG_WITHDRAWAL("4.1"),
    /** Peg-ins, which these rules do not know yet. */
    PEGIN_NOT_ALLOWED("1.3"),
    /** A peg-out proposal, which these rules do not know yet. */
    PROPOSAL_NOT_ALLOWED("1.3"),
    /** Finalised peg-outs, which these rules do not know yet. */
    FINALISED_PEGOUT_NOT_ALLOWED("1.3"),
    /** An AuxPoW header without its proof. */
    PROOF_MISSING("7.1"),
    /** The proof fails; {@code found} names the first failing rule. */
    PROOF_INVALID("7.1"),
    /** The proof's parent header was used by an ancestor. */
    PARENT_HEADER_REUSED("7.1"),
    /** The range does not start right after the last final block. */
    RANGE_START_NOT_AFTER_LAST_FINAL("7.2"),
    /** The range ends at no block between last final and parent. */
    RANGE_END_NOT_ON_ANCESTRY("7.2"),
    /** The range ends above what the ancestors commit. */
    RANGE_END_NOT_COMMITTED("7.2"),
    /** The bits differ from the recomputed ones. */
    WRONG_BITS("7.2"),
    /** The chain id is not the spec's. */
    WRONG_CHAIN_ID("7.2"),
    /** The header's height differs from the recomputed one. */
    WRONG_POW_HEIGHT("7.2"),
    /** No AuxPoW, though the chain is too far above its last final block. */
    STALLED("7.5"),
    /** The execution client calls the payload invalid. */
    EXECUTION_INVALID("1.1");

    private final String rule;

    Code(String rule) {
      this.rule = rule;
    }

    /** Number of the rule that is broken. */
    public String rule() {
      return rule;
    }

    /** Stable name for logs and RPC, such as {@code wrong-timestamp}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String toString() {
    return code.id() + " (rule " + code.rule + "): expected " + expected + ", found " + found;
  }
}
