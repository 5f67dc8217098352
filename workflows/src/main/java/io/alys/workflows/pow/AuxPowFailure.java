package io.alys.workflows.pow;

import io.alys.messages.types.Bytes;

/** A rule that an AuxPoW breaks, with the bytes it needs and those that are there. */
public record AuxPowFailure(AuxPowRule rule, Bytes expected, Bytes found) {

  @Override
  public String toString() {
    return rule.id() + ": expected " + expected.hex() + ", found " + found.hex();
  }
}
