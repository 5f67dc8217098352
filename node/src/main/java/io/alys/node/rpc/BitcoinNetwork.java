package io.alys.node.rpc;

/** A Bitcoin network by the prefix of its segwit addresses (BIP 173). */
public enum BitcoinNetwork {
  /** The one whose coins are worth something. */
  MAINNET("bc"),
  /** Any public test network. */
  TESTNET("tb"),
  /** A private one. */
  REGTEST("bcrt");

  private final String prefix;

  BitcoinNetwork(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }
}
