package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.FORK;
import static io.alys.integration.execution.BlockDriver.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.execution.EngineMethods;
import io.alys.workflows.execution.ExecutionExpectation;
import io.alys.workflows.execution.ExecutionPreflight;
import io.alys.workflows.ports.ExecutionClient;
import io.alys.workflows.ports.ExecutionFailure;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every execution client must do, real or in memory. Tests build on the present head. */
abstract class ExecutionClientContractTest {

  private static final Hash32 UNKNOWN =
      Hash32.fromHex("abababababababababababababababababababababababababababababababab");

  /** The client under test, whose head is a known block. */
  abstract ExecutionClient client();

  /** What the client must say about itself. */
  abstract ExecutionExpectation expectation();

  /** The payload with the hash that it must have by this client's hash function. */
  abstract ExecutionPayload rehash(ExecutionPayload payload);

  @Test
  void itFitsItsSpec() {
    assertThat(get(ExecutionPreflight.check(client(), expectation()))).isEmpty();
    assertThat(get(client().chainId())).isEqualTo(expectation().chainId());
  }

  @Test
  void itOffersTheMethodsOfItsForks() {
    var needed = EngineMethods.neededFor(Set.of(EngineFork.CAPELLA, EngineFork.DENEB));

    assertThat(get(client().exchangeCapabilities(needed))).containsAll(needed);
  }

  @Test
  void blockZeroIsReadAsAPayload() {
    var genesis = get(client().genesisPayload());

    assertThat(genesis.blockNumber()).isEqualTo(UInt64.ZERO);
    assertThat(genesis.blockHash()).isEqualTo(expectation().genesisHash());
    assertThat(EngineFork.of(genesis)).isEqualTo(FORK);
    assertThat(get(client().blockByNumber(Height.ZERO)))
        .hasValueSatisfying(block -> assertThat(block.hash()).isEqualTo(genesis.blockHash()));
  }

  @Test
  void emptyBlocksExtendTheChain() {
    var driver = driver();
    var before = driver.latest();

    var first = driver.extend(List.of());
    var second = driver.extend(List.of());

    assertThat(first.parentHash()).isEqualTo(before.hash());
    assertThat(second.parentHash()).isEqualTo(first.blockHash());
    assertThat(driver.latest().hash()).isEqualTo(second.blockHash());
    assertThat(driver.latest().number()).isEqualTo(before.number().plus(2));
    assertThat(second.feeRecipient()).isEqualTo(BlockDriver.BURN);
    assertThat(get(client().blockByHash(first.blockHash()))).isPresent();
    assertThat(get(client().receipts(second))).isEmpty();
  }

  @Test
  void aPayloadCarriesExactlyTheWithdrawalsAskedFor() {
    var withdrawals = List.of(withdrawal(0, 5), withdrawal(1, 7));

    var payload = driver().extend(withdrawals);

    assertThat(payload.withdrawals()).isEqualTo(withdrawals);
  }

  @Test
  void aPayloadThatIsExecutedTwiceIsValidTwice() {
    var driver = driver();
    var payload = driver.extend(List.of());

    assertThat(driver.execute(payload)).isEqualTo(new PayloadStatus.Valid(payload.blockHash()));
  }

  @Test
  void anUnknownHeadMakesItSync() {
    var driver = driver();
    var before = driver.latest();

    assertThat(driver.forkchoice(UNKNOWN, null).status()).isEqualTo(new PayloadStatus.Syncing());

    assertThat(driver.latest()).isEqualTo(before);
    driver.extend(List.of());
  }

  @Test
  void aPayloadWithAnUnknownParentMakesItSyncOrStoreIt() {
    var driver = driver();
    var parent = driver.build(driver.latest(), List.of()).payload();
    driver.take(parent);
    var child = driver.build(driver.latest(), List.of()).payload();

    var status = driver.execute(rehash(PayloadMutation.parent(child, UNKNOWN)));

    assertThat(status).isInstanceOfAny(PayloadStatus.Syncing.class, PayloadStatus.Accepted.class);
  }

  @Test
  void aWrongBlockHashIsInvalid() {
    var driver = driver();
    var payload = driver.build(driver.latest(), List.of()).payload();

    var status = driver.execute(PayloadMutation.gasUsed(payload, UInt64.of(1)));

    assertThat(status).isInstanceOf(PayloadStatus.Invalid.class);
    driver.take(payload);
  }

  @Test
  void aWrongStateRootIsInvalidAndNamesTheParent() {
    var driver = driver();
    var payload = driver.build(driver.latest(), List.of()).payload();

    var status = driver.execute(rehash(PayloadMutation.stateRoot(payload, UNKNOWN)));

    assertThat(status)
        .isInstanceOfSatisfying(
            PayloadStatus.Invalid.class,
            invalid -> {
              assertThat(invalid.latestValidHash()).isEqualTo(payload.parentHash());
              assertThat(invalid.reason()).isNotBlank();
            });
    driver.take(payload);
  }

  @Test
  void anUnknownPayloadIdIsRejected() {
    var failure =
        failureOf(client().getPayload(FORK, new PayloadId(Bytes.fromHex("0300000000000000"))));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.rpcCode()).hasValue(RpcError.UNKNOWN_PAYLOAD);
  }

  @Test
  void aSafeBlockThatIsUnknownIsRejected() {
    var head = driver().extend(List.of()).blockHash();

    var failure =
        failureOf(
            client().forkchoiceUpdated(FORK, new ForkchoiceState(head, UNKNOWN, UNKNOWN), null));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure.rpcCode()).hasValue(RpcError.INVALID_FORKCHOICE_STATE);
  }

  @Test
  void attributesThatDoNotComeLaterAreRejected() {
    var driver = driver();
    driver.extend(List.of());
    var head = driver.latest();
    var state = new ForkchoiceState(head.hash(), Hash32.ZERO, Hash32.ZERO);

    var failure =
        failureOf(
            client().forkchoiceUpdated(FORK, state, BlockDriver.attributes(head, 0, List.of())));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void blocksThatAreNotThereAreEmpty() {
    assertThat(get(client().blockByNumber(new Height(1_000_000)))).isEmpty();
    assertThat(get(client().blockByHash(UNKNOWN))).isEmpty();
  }

  @Test
  void receiptsThatAreNotThereAreMissing() {
    var executed = driver().extend(List.of());
    var other = PayloadMutation.transactions(executed, List.of(Bytes.fromHex("02c0")));
    var unknown = rehash(PayloadMutation.parent(executed, UNKNOWN));
    var orphan = PayloadMutation.transactions(unknown, List.of(Bytes.fromHex("02c0")));

    assertThat(failureOf(client().receipts(other)).kind()).isEqualTo(Kind.RECEIPTS_MISSING);
    assertThat(failureOf(client().receipts(orphan)).kind()).isEqualTo(Kind.RECEIPTS_MISSING);
  }

  @Test
  void theHeadMovesToASideBranch() {
    var driver = driver();
    var fork = driver.latest();
    var left = driver.build(fork, List.of()).payload();
    var right = driver.build(fork, List.of(withdrawal(0, 9))).payload();

    driver.take(left);
    driver.take(right);

    assertThat(driver.latest().hash()).isEqualTo(right.blockHash());
  }

  final BlockDriver driver() {
    return new BlockDriver(client());
  }

  static Withdrawal withdrawal(long index, long gwei) {
    var address = EvmAddress.fromHex("0x00000000000000000000000000000000000ca11e");
    return new Withdrawal(UInt64.of(index), UInt64.ZERO, address, UInt64.of(gwei));
  }

  static ExecutionFailure failureOf(CompletionStage<?> stage) {
    return ExecutionFailure.in(catchThrowable(() -> stage.toCompletableFuture().join()));
  }
}
