package io.alys.messages.bitcoin;

import io.alys.messages.types.Bytes;
import java.util.List;

/** An input of a Bitcoin transaction; {@code sequence} is an unsigned 32-bit number. */
public record TxInput(OutPoint previousOutput, Bytes scriptSig, int sequence, List<Bytes> witness) {

  /** Keeps a copy of the witness stack. */
  public TxInput {
    witness = List.copyOf(witness);
  }
}
