package io.alys.integration.genesis;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.web3j.crypto.Hash;

/** Genesis blocks whose hashes geth and ethereumjs have reported. */
final class GenesisSamples {
  static final EvmAddress RICH = EvmAddress.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  static final Wei RICHES = new Wei(BigInteger.TEN.pow(21));

  /** What a local network starts with. */
  static final ExecutionGenesis DEV =
      ExecutionGenesis.atCancun(121_212, 0x6500_0000L, Map.of(RICH, RICHES));

  static final Hash32 DEV_HASH =
      Hash32.fromHex("961d7504bb6caffe5d721963fec15b56046391702614121aaaaf9e8d65c4da8d");

  /** The same at Prague, whose header has one field more. */
  static final ExecutionGenesis PRAGUE = at(Map.of("PRAGUE", 0L));

  static final Hash32 PRAGUE_HASH =
      Hash32.fromHex("ea82b04ea7e67407014c1d2a5311422a2962312e446e90b3250d26cbbdfe3b45");

  /** Enough accounts for every kind of trie node. */
  static final ExecutionGenesis CROWD = ExecutionGenesis.atCancun(727_272, 1_700_000_000, crowd());

  static final Hash32 CROWD_HASH =
      Hash32.fromHex("47de41f511c36cda0331e2df88908f15120aa3e938297741f1e532d15b059c53");

  private GenesisSamples() {}

  /** {@link #DEV} with later forks, by name. */
  static ExecutionGenesis at(Map<String, Long> laterForks) {
    var times = new TreeMap<>(DEV.forkTimes());
    laterForks.forEach((fork, time) -> times.put(ExecutionFork.valueOf(fork), time));
    return new ExecutionGenesis(
        DEV.chainId(), DEV.timestamp(), DEV.gasLimit(), times, DEV.prefunded());
  }

  private static Map<EvmAddress, Wei> crowd() {
    var accounts = new TreeMap<EvmAddress, Wei>();
    for (int i = 0; i < 2_000; i++) {
      var hash = Hash.sha3(BigInteger.valueOf(i).toByteArray());
      var address = Hash32.of(hash).bytes().slice(0, EvmAddress.SIZE);
      accounts.put(new EvmAddress(address), new Wei(BigInteger.TWO.pow(i % 256)));
    }
    return accounts;
  }
}
