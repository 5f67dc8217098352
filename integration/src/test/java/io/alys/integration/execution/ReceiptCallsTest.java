package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.get;
import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;

/** Receipts are complete, in order and of their block, or they are refused [L38]. */
class ReceiptCallsTest {

  private static final String OF_BLOCK = "eth_getBlockReceipts";
  private static final String OF_TRANSACTION = "eth_getTransactionReceipt";
  private static final Bytes FIRST = Bytes.fromHex("02c0");
  private static final Bytes SECOND = Bytes.fromHex("02c1");

  @TempDir Path folder;

  private final CannedEngine engine = new CannedEngine();
  private EngineApiClient client;
  private ExecutionPayload payload;

  @BeforeEach
  void connect() {
    client = engine.connect(folder, null, Clock.systemUTC());
    engine.result("engine_getPayloadV3", SampleAnswers.BUILT);
    var built = get(client.getPayload(EngineFork.DENEB, new PayloadId(Bytes.zeros(8))));
    payload = PayloadMutation.transactions(built.payload(), List.of(FIRST, SECOND));
  }

  @AfterEach
  void close() {
    client.close();
    engine.close();
  }

  @Test
  void allInOrderAreTaken() {
    engine.result(OF_BLOCK, array(receipt(FIRST, 0), receipt(SECOND, 1)));

    assertThat(get(client.receipts(payload)))
        .extracting(receipt -> receipt.transactionHash())
        .containsExactly(hash(FIRST), hash(SECOND));
  }

  @Test
  void tooFewAreMissing() {
    engine.result(OF_BLOCK, array(receipt(FIRST, 0)));

    assertRefused(Kind.RECEIPTS_MISSING, "the execution client has 1 of 2 receipts of block");
  }

  @Test
  void withoutTheBlockTheTransactionsAreAskedFor() {
    engine.result(OF_BLOCK, "null");
    engine.result(OF_TRANSACTION, "null");

    assertRefused(Kind.RECEIPTS_MISSING, "the execution client has no receipt of transaction");
  }

  @Test
  void anotherOrderIsMalformed() {
    engine.result(OF_BLOCK, array(receipt(SECOND, 0), receipt(FIRST, 1)));

    assertRefused(Kind.MALFORMED_ANSWER, OF_BLOCK + " has receipts in another order");
  }

  @Test
  void aWrongIndexIsMalformed() {
    engine.result(OF_BLOCK, array(receipt(FIRST, 1), receipt(SECOND, 1)));

    assertRefused(Kind.MALFORMED_ANSWER, OF_BLOCK + " has receipts in another order");
  }

  @Test
  void aReceiptOfAnotherBlockIsMissing() {
    var elsewhere = receipt(SECOND, 1).replace(CannedEngine.hash(5), CannedEngine.hash(6));
    engine.result(OF_BLOCK, array(receipt(FIRST, 0), elsewhere));

    assertRefused(Kind.RECEIPTS_MISSING, "the execution client has no receipt of transaction");
  }

  @Test
  void aReceiptWithoutAPriceIsMalformed() {
    var unpriced = receipt(SECOND, 1).replace("effectiveGasPrice", "price");
    engine.result(OF_BLOCK, array(receipt(FIRST, 0), unpriced));

    assertRefused(Kind.MALFORMED_ANSWER, OF_BLOCK + ".effectiveGasPrice is missing");
  }

  @Test
  void oneThatIsMissingAmongSingleOnesIsMissing() {
    engine.result(OF_TRANSACTION, "null");

    assertRefused(Kind.RECEIPTS_MISSING, "the execution client has no receipt of transaction");
  }

  @Test
  void withoutAnyMethodTheClientIsTooOld() {
    assertRefused(Kind.METHOD_MISSING, OF_TRANSACTION);
  }

  @Test
  void theWayThatWorkedIsTakenAgain() {
    engine.result(OF_TRANSACTION, "null");

    failureOf(client.receipts(payload));
    failureOf(client.receipts(payload));

    assertThat(engine.requests())
        .extracting(request -> request.required("method").asString())
        .containsExactly("engine_getPayloadV3", OF_BLOCK, OF_TRANSACTION, OF_TRANSACTION);
  }

  private void assertRefused(Kind kind, String message) {
    var failure = failureOf(client.receipts(payload));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageStartingWith(message);
  }

  private static String receipt(Bytes transaction, int index) {
    return SampleAnswers.receipt(hash(transaction).prefixedHex(), index);
  }

  private static Hash32 hash(Bytes transaction) {
    return Hash32.of(Hash.sha3(transaction.toArray()));
  }

  private static String array(String... elements) {
    return "[" + String.join(",", elements) + "]";
  }
}
