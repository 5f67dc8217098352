package io.alys.node.dev;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accounts of "test test test test test test test test test test test junk", which every
 * development tool knows: everybody can spend their coins.
 */
final class DevAccounts {

  /** The first account's key, no secret. */
  static final String FIRST_KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  static final int COINS = 10_000;

  private static final List<EvmAddress> ALL =
      List.of(
          EvmAddress.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"),
          EvmAddress.fromHex("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
          EvmAddress.fromHex("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
          EvmAddress.fromHex("0x90f79bf6eb2c4f870365e785982e1f101e93b906"),
          EvmAddress.fromHex("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65"),
          EvmAddress.fromHex("0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc"),
          EvmAddress.fromHex("0x976ea74026e726554db657fa54763abd0c3a0aa9"),
          EvmAddress.fromHex("0x14dc79964da2c08b23698b3d3cc7ca32193d9955"),
          EvmAddress.fromHex("0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f"),
          EvmAddress.fromHex("0xa0ee7a142d267c1f36714e4a8f75612f20a79720"));

  private DevAccounts() {}

  /** Somebody to send coins to. */
  static EvmAddress second() {
    return ALL.get(1);
  }

  /** Who gets the fees of the miner that is started along. */
  static EvmAddress miner() {
    return ALL.getLast();
  }

  /** What each account has at the start. */
  static Map<EvmAddress, Wei> funded() {
    var balance = new Wei(BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(COINS)));
    var funded = new LinkedHashMap<EvmAddress, Wei>();
    ALL.forEach(account -> funded.put(account, balance));
    return funded;
  }
}
