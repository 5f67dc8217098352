package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.get;
import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.testing.EthereumJs;
import io.alys.integration.testing.Geth;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;

/** Blocks with transactions and withdrawals, made by geth and executed by both clients. */
@Tag("real")
class GethTransactionsTest {

  private static final long GWEI = 1_000_000_000L;
  private static final int ATTEMPTS = 100;

  @TempDir Path folder;

  private Geth geth;
  private EngineApiClient client;
  private BlockDriver driver;

  @BeforeEach
  void start() {
    geth = new Geth(RealChain.GENESIS, folder.resolve("geth"));
    geth.start();
    client = geth.connect();
    driver = new BlockDriver(client);
  }

  @AfterEach
  void stop() {
    if (geth != null) {
      client.close();
      geth.close();
    }
  }

  @Test
  void transfersArePricedByTheirTipAndTheBaseFee() {
    var transfers =
        List.of(
            RealChain.transfer(0, 1, 10 * GWEI),
            RealChain.transfer(1, 7, 10 * GWEI),
            RealChain.transfer(2, 2 * GWEI, 2 * GWEI));

    var payload = buildWith(transfers);
    driver.take(payload);
    var receipts = get(client.receipts(payload));

    var baseFee = new Wei(payload.baseFeePerGas().value());
    assertThat(receipts)
        .containsExactly(
            new Receipt(hash(transfers.get(0)), UInt64.of(21_000), baseFee.plus(Wei.of(1))),
            new Receipt(hash(transfers.get(1)), UInt64.of(21_000), baseFee.plus(Wei.of(7))),
            new Receipt(hash(transfers.get(2)), UInt64.of(21_000), Wei.of(2 * GWEI)));
    assertThat(payload.gasUsed()).isEqualTo(UInt64.of(63_000));
  }

  @Test
  void receiptsAreThereBeforeABlockIsCanonicalAndAfterItNoLongerIs() {
    var fork = driver.latest();
    var other = driver.build(fork, List.of(withdrawal(1))).payload();
    var payload = buildWith(List.of(RealChain.transfer(0, 1, 10 * GWEI)));

    assertThat(driver.execute(payload)).isInstanceOf(PayloadStatus.Valid.class);
    assertThat(driver.latest()).isEqualTo(fork);
    assertThat(get(client.receipts(payload))).hasSize(1);

    driver.forkchoice(payload.blockHash(), null);
    driver.take(other);
    assertThat(driver.latest().hash()).isEqualTo(other.blockHash());
    assertThat(get(client.receipts(payload))).hasSize(1);
  }

  @Test
  void withdrawalsAreCreditedInGwei() {
    driver.extend(List.of(withdrawal(5), withdrawal(7)));

    assertThat(RealChain.balance(geth, RealChain.RECEIVER))
        .isEqualTo(BigInteger.valueOf(12 * GWEI));
  }

  @Test
  void bothClientsGiveTheSameReceiptsEthereumJsOnlyOfItsOwnChain() {
    var payload =
        buildWith(
            List.of(RealChain.transfer(0, 3, 10 * GWEI), RealChain.transfer(1, GWEI, 3 * GWEI)));
    driver.take(payload);

    try (var other = new EthereumJs(RealChain.GENESIS, folder.resolve("ethereumjs"))) {
      other.start();
      try (var second = other.connect()) {
        var secondDriver = new BlockDriver(second);
        secondDriver.forkchoice(RealChain.GENESIS.blockHash(), null);
        assertThat(secondDriver.execute(payload)).isInstanceOf(PayloadStatus.Valid.class);

        assertThat(failureOf(second.receipts(payload)).kind()).isEqualTo(Kind.RECEIPTS_MISSING);

        secondDriver.take(payload);
        assertThat(get(second.receipts(payload))).isEqualTo(get(client.receipts(payload)));
      }
    }
  }

  @Test
  void theVersionedHashesThatWeSendAreThoseOfTheTransactions() {
    var payload = driver.build(driver.latest(), List.of()).payload();
    var blob = BlobTransactions.unsigned(RealChain.GENESIS.chainId(), 2);
    var spoiled = PayloadMutation.transactions(payload, List.of(blob));

    var status = driver.execute(spoiled);

    assertThat(status)
        .isInstanceOfSatisfying(
            PayloadStatus.Invalid.class,
            invalid -> assertThat(invalid.reason()).contains("blockhash mismatch"));
  }

  /** A payload with exactly these transactions; geth needs a moment to take them in. */
  private ExecutionPayload buildWith(List<Bytes> transactions) {
    transactions.forEach(transaction -> RealChain.send(geth, transaction));
    var parent = driver.latest();
    var counts = new ArrayList<Integer>();
    for (int i = 1; i <= ATTEMPTS; i++) {
      var id = driver.startOn(parent, BlockDriver.attributes(parent, 1 + i, List.of()));
      var payload = get(client.getPayload(BlockDriver.FORK, id)).payload();
      if (payload.transactions().equals(transactions)) {
        return payload;
      }
      counts.add(payload.transactions().size());
    }
    throw new AssertionError("transactions in the payloads: " + counts);
  }

  private static Withdrawal withdrawal(long gwei) {
    return new Withdrawal(UInt64.ZERO, UInt64.ZERO, RealChain.RECEIVER, UInt64.of(gwei));
  }

  private static Hash32 hash(Bytes transaction) {
    return Hash32.of(Hash.sha3(transaction.toArray()));
  }
}
