package io.alys.messages.block;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import java.util.List;

/**
 * V1's gossip message by which one member of the federation hands in its signatures for payments
 * out of the peg (protocol reference §4.2).
 *
 * @param payments in the order in which they were sent, each transaction once
 */
public record PegoutSignatures(List<Payment> payments) {

  /** Copies the list and refuses a transaction that comes twice. */
  public PegoutSignatures {
    payments = List.copyOf(payments);
    if (payments.stream().map(Payment::txid).distinct().count() != payments.size()) {
      throw new IllegalArgumentException("a transaction is signed once");
    }
  }

  /**
   * One payment's.
   *
   * @param txid of the unsigned transaction
   * @param publicKey of the member, compressed
   * @param signatures one for each input, in their order
   */
  public record Payment(Hash32 txid, Bytes publicKey, List<Bytes> signatures) {

    /** Bytes of a public key. */
    public static final int PUBLIC_KEY_BYTES = 33;

    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    /** Copies the list and checks the sizes. */
    public Payment {
      signatures = List.copyOf(signatures);
      if (publicKey.size() != PUBLIC_KEY_BYTES
          || signatures.stream().anyMatch(one -> one.size() != SIGNATURE_BYTES)) {
        throw new IllegalArgumentException("keys have 33 bytes and signatures 64");
      }
    }
  }
}
