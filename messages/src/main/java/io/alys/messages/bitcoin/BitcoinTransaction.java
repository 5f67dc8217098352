package io.alys.messages.bitcoin;

import java.util.List;

/** A Bitcoin transaction; {@code lockTime} is an unsigned 32-bit number, inputs may be empty. */
public record BitcoinTransaction(
    int version, int lockTime, List<TxInput> inputs, List<TxOutput> outputs) {

  /** Keeps copies of the lists. */
  public BitcoinTransaction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
