package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.founding.NetworkPlan.ChainIds;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** Sends transfers to the execution client, one after the other, and knows which it has taken. */
final class TransactionLoad implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final BigInteger GAS_PRICE = BigInteger.TEN.pow(10);
  private static final BigInteger GAS = BigInteger.valueOf(21_000);
  private static final String RECEIVER = "0x00000000000000000000000000000000000b0b00";
  private static final Credentials SENDER = Credentials.create(ChainFiles.FUNDED_KEY);

  private final JsonRpc rpc;
  private final List<String> accepted = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  private TransactionLoad(JsonRpc rpc) {
    this.rpc = rpc;
    this.thread = Thread.ofPlatform().daemon().name("transactions").unstarted(this::run);
  }

  /** Ten a second from now on. */
  static TransactionLoad start(JsonRpc rpc) {
    var load = new TransactionLoad(rpc);
    load.thread.start();
    return load;
  }

  private void run() {
    while (running) {
      rpc.ask("eth_sendRawTransaction", transfer(accepted.size()))
          .ifPresent(hash -> accepted.add(hash.asString()));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String transfer(int nonce) {
    var transaction =
        RawTransaction.createEtherTransaction(
            BigInteger.valueOf(nonce), GAS_PRICE, GAS, RECEIVER, BigInteger.ONE);
    var signed = TransactionEncoder.signMessage(transaction, ChainIds.DEFAULT.evm(), SENDER);
    return "0x" + HexFormat.of().formatHex(signed);
  }

  /** Sends no more. */
  void end() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Waits until each transaction that was taken is in a block; how many there are. */
  int awaitBlocks(ExecutionClient client, Duration limit) {
    assertThat(accepted).isNotEmpty();
    client.blockOf(accepted.getLast(), limit);
    return accepted.size();
  }

  /** Each transaction that was taken is in a block of the chain. */
  void expectIn(Set<String> blockHashes) {
    assertThat(accepted)
        .allSatisfy(
            hash -> {
              var receipt = rpc.call("eth_getTransactionReceipt", hash);
              assertThat(blockHashes).contains(receipt.required("blockHash").asString());
              assertThat(receipt.required("status").asString()).isEqualTo("0x1");
            });
  }
}
