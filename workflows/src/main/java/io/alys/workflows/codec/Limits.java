package io.alys.workflows.codec;

/** Most elements or bytes that decoders accept, checked before anything is allocated. */
final class Limits {

  /** Transactions of a payload (§4.1). */
  static final int PAYLOAD_TRANSACTIONS = 1 << 20;

  /** Bytes of a payload transaction (§4.1). */
  static final int PAYLOAD_TRANSACTION_BYTES = 1 << 30;

  /** Peg-ins, or finalised peg-outs, of a block; V1 sets none and serves blocks of 1 MiB only. */
  static final int PEG_ENTRIES = 1 << 16;

  /** Elements of a merkle branch; which lengths are valid is rule 7.1's to say. */
  static final int BRANCH_HASHES = 1 << 16;

  /**
   * Bytes of one Bitcoin structure, and so inputs, outputs, witness items and script bytes: what
   * rust-bitcoin reads of one object, and above what a Bitcoin block can hold.
   */
  static final int BITCOIN_BYTES = 4_000_000;

  /** Payments that one member hands its signatures in for, in one message. */
  static final int SIGNED_PAYMENTS = 1 << 10;

  /** Inputs of such a payment. */
  static final int SIGNED_INPUTS = 1 << 14;

  private Limits() {}
}
