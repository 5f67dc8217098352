package io.alys.integration.genesis;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Wei;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The execution layer's first block on a new network (rule 3.3): the bridge, the system contracts,
 * the prefunded accounts and the times of the forks.
 *
 * @param chainId the execution layer's chain id
 * @param timestamp of block 0, seconds
 * @param gasLimit of block 0
 * @param forkTimes from which timestamp each fork holds; Shanghai and Cancun from 0, later ones
 *     without gaps and in order
 * @param prefunded accounts with a balance from the start, in wei
 */
public record ExecutionGenesis(
    long chainId,
    long timestamp,
    long gasLimit,
    SortedMap<ExecutionFork, Long> forkTimes,
    SortedMap<EvmAddress, Wei> prefunded) {

  /** The gas limit of a network that asks for no other. */
  public static final long DEFAULT_GAS_LIMIT = 30_000_000;

  /** Clients refuse a block with less. */
  private static final long MINIMUM_GAS_LIMIT = 5_000;

  /** The largest integer that every client's JSON reader keeps exactly. */
  private static final long MAXIMUM_JSON_INTEGER = (1L << 53) - 1;

  private static final int BALANCE_BITS = 256;

  /** Checks all fields and keeps copies of the maps. */
  public ExecutionGenesis {
    require(chainId >= 1 && chainId <= MAXIMUM_JSON_INTEGER, "chainId is " + chainId);
    require(timestamp >= 0, "timestamp is " + timestamp);
    require(gasLimit >= MINIMUM_GAS_LIMIT, "gasLimit is " + gasLimit);
    forkTimes = Collections.unmodifiableSortedMap(new TreeMap<>(forkTimes));
    prefunded = Collections.unmodifiableSortedMap(new TreeMap<>(prefunded));
    checkForks(forkTimes);
    prefunded.forEach(ExecutionGenesis::checkBalance);
  }

  /** A genesis at Cancun with the default gas limit. */
  public static ExecutionGenesis atCancun(
      long chainId, long timestamp, Map<EvmAddress, Wei> prefunded) {
    var forkTimes = new TreeMap<>(Map.of(ExecutionFork.SHANGHAI, 0L, ExecutionFork.CANCUN, 0L));
    return new ExecutionGenesis(
        chainId, timestamp, DEFAULT_GAS_LIMIT, forkTimes, new TreeMap<>(prefunded));
  }

  /** All accounts of block 0. */
  public SortedMap<EvmAddress, GenesisAccount> accounts() {
    var accounts = new TreeMap<EvmAddress, GenesisAccount>();
    prefunded.forEach((address, balance) -> accounts.put(address, GenesisAccount.funded(balance)));
    for (var contract : SystemContract.values()) {
      accounts.put(contract.address(), GenesisAccount.contract(contract.code()));
    }
    accounts.put(
        BridgeContract.ADDRESS, GenesisAccount.contract(BridgeContract.load().runtimeCode()));
    return accounts;
  }

  /** Whether a fork holds at block 0 already. */
  boolean startsWith(ExecutionFork fork) {
    var time = forkTimes.get(fork);
    return time != null && time <= timestamp;
  }

  /** The genesis file that {@code geth init} reads; the same bytes for equal values. */
  public String toJson() {
    return GenesisJson.of(this);
  }

  /** The hash of block 0, as every execution client computes it. */
  public Hash32 blockHash() {
    return GenesisBlock.of(this).hash();
  }

  private static void checkForks(SortedMap<ExecutionFork, Long> times) {
    long earlier = 0;
    boolean ended = false;
    for (var fork : ExecutionFork.values()) {
      var time = times.get(fork);
      ended |= time == null;
      if (time == null) {
        require(fork.compareTo(ExecutionFork.CANCUN) > 0, fork + " has no time");
      } else {
        require(!ended, fork + " has a time, the fork before it has none");
        require(time >= earlier, fork + " comes before an earlier fork: " + time);
        require(time <= MAXIMUM_JSON_INTEGER, fork + " is at " + time);
        require(fork.compareTo(ExecutionFork.CANCUN) > 0 || time == 0, fork + " is not at 0");
        earlier = time;
      }
    }
  }

  private static void checkBalance(EvmAddress address, Wei balance) {
    require(balance.value().signum() > 0, address + " is prefunded with nothing");
    require(balance.value().bitLength() <= BALANCE_BITS, address + " has more than 256 bits");
    boolean contract = address.equals(BridgeContract.ADDRESS);
    for (var system : SystemContract.values()) {
      contract |= address.equals(system.address());
    }
    require(!contract, address + " is a contract and can't be prefunded");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("execution genesis: " + message);
    }
  }
}
