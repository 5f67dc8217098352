package io.alys.integration.genesis;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Wei;

/** An account of block 0; none has storage. */
public record GenesisAccount(long nonce, Wei balance, Bytes code) {

  /** An account of a person. */
  static GenesisAccount funded(Wei balance) {
    return new GenesisAccount(0, balance, Bytes.EMPTY);
  }

  /** A contract; its nonce is 1, as EIP-161 gives it to every contract. */
  static GenesisAccount contract(Bytes code) {
    return new GenesisAccount(1, Wei.ZERO, code);
  }
}
