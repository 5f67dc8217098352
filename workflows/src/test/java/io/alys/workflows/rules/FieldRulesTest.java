package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.vectors.VectorCases;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FieldRulesTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final BlockContext parent = chain.add(chain.genesis(), 100);
  private final ConsensusBlock valid = chain.block(parent, 103);

  @TestFactory
  Stream<DynamicTest> timestampAndRandomnessFollowFromSlotAndParent() {
    return VectorCases.of(
        "v2/fields.json",
        c -> {
          var slot = new Slot(c.get("slot").asLong());
          var duration = Duration.ofMillis(c.get("slotDurationMs").asLong());

          assertThat(FieldRules.timestampOf(slot, duration)).isEqualTo(c.get("timestamp").asLong());
          assertThat(
                  FieldRules.prevRandaoOf(Hash32.fromHex(c.get("parentRoot").asString()), slot)
                      .hex())
              .isEqualTo(c.get("prevRandao").asString());
        });
  }

  @Test
  void theComputedBlockPasses() {
    assertThat(FieldRules.check(valid, parent, chain.spec())).isEmpty();
  }

  @Test
  void anotherParentIsRefused() {
    expect(Code.WRONG_PARENT, with(b -> b.parent = Hash32.fromHex("77".repeat(32))));
  }

  @Test
  void anotherExecutionParentIsRefused() {
    expect(Code.WRONG_PAYLOAD_PARENT, with(b -> b.parentHash = Hash32.ZERO));
  }

  @Test
  void aGapInNumbersIsRefused() {
    expect(Code.WRONG_NUMBER, with(b -> b.blockNumber = UInt64.of(3)));
  }

  @Test
  void theParentsSlotIsRefused() {
    expect(Code.SLOT_NOT_ABOVE_PARENT, with(b -> b.slot = new Slot(100)));
    expect(Code.SLOT_NOT_ABOVE_PARENT, with(b -> b.slot = new Slot(99)));
  }

  @Test
  void anotherTimestampThanTheSlotsIsRefused() {
    expect(Code.WRONG_TIMESTAMP, with(b -> b.timestamp = new UInt64(207)));
    expect(Code.WRONG_TIMESTAMP, with(b -> b.timestamp = new UInt64(-1)));
    expect(Code.WRONG_TIMESTAMP, with(b -> b.slot = new Slot(Long.MAX_VALUE)));
  }

  @Test
  void aTimestampNotAboveTheParentsIsRefused() {
    var late =
        new BlockContext(
            parent.self(),
            parent.parent(),
            parent.slot(),
            parent.payloadHash(),
            UInt64.of(206),
            parent.lastFinal(),
            parent.committed(),
            parent.lastPow(),
            parent.work(),
            parent.cumulativeFees(),
            parent.carry(),
            parent.nextWithdrawalIndex(),
            null);

    assertThat(FieldRules.check(valid, late, chain.spec()).map(BlockRefusal::code))
        .contains(Code.TIMESTAMP_NOT_ABOVE_PARENT);
  }

  @Test
  void feesToAnyoneButTheBurnAddressAreRefused() {
    expect(Code.WRONG_FEE_RECIPIENT, with(b -> b.feeRecipient = EvmAddress.ZERO));
  }

  @Test
  void chosenRandomnessIsRefused() {
    expect(Code.WRONG_PREV_RANDAO, with(b -> b.prevRandao = Hash32.ZERO));
  }

  @Test
  void aCapellaPayloadAfterCancunIsRefused() {
    expect(Code.WRONG_PAYLOAD_FORK, with(b -> b.blobGas = null));
  }

  @Test
  void theForkFollowsFromTheTimestamp() {
    var spec = TestSpecs.withCancunAt(1_000);

    assertThat(FieldRules.forkAt(UInt64.of(999), spec)).isEqualTo(EngineFork.CAPELLA);
    assertThat(FieldRules.forkAt(UInt64.of(1_000), spec)).isEqualTo(EngineFork.DENEB);
  }

  @Test
  void aBlobTransactionIsRefusedByName() {
    expect(
        Code.BLOB_TRANSACTION,
        with(b -> b.transactions = List.of(Bytes.fromHex("02f8"), Bytes.fromHex("03f8"))));
  }

  @Test
  void emptyAndLegacyTransactionsAreLeftToTheExecutionClient() {
    var block = with(b -> b.transactions = List.of(Bytes.EMPTY, Bytes.fromHex("f86c")));

    assertThat(FieldRules.check(block, parent, chain.spec())).isEmpty();
  }

  private ConsensusBlock with(Consumer<Draft> change) {
    return Draft.changed(valid, change);
  }

  private void expect(Code code, ConsensusBlock block) {
    var refusal = FieldRules.check(block, parent, chain.spec());

    assertThat(refusal.map(BlockRefusal::code)).contains(code);
    assertThat(refusal.orElseThrow().code().rule()).startsWith("3.");
  }
}
