package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.rules.TestSpecs.Numbers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkRulesTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final BlockContext tip = chain.addRun(chain.genesis(), 4, 10);
  private final AuxPowHeader header = chain.mined(tip);

  @Test
  void aMinedHeaderIsValid() {
    assertThat(check(header)).isEqualTo(new Verdict.Valid());
  }

  @Test
  void noHeaderIsValidWhileWorkIsNotOverdue() {
    assertThat(check(null)).isEqualTo(new Verdict.Valid());
  }

  @Test
  void aHeaderWithoutProofIsRefused() {
    expect(Code.PROOF_MISSING, changed(header.bits(), header.chainId(), header.height(), null));
  }

  @Test
  void otherBitsThanTheRecomputedAreRefused() {
    var bits = new CompactBits(0x207ffffe);

    expect(Code.WRONG_BITS, changed(bits, header.chainId(), header.height(), header.auxpow()));
  }

  @Test
  void anotherChainIdIsRefused() {
    expect(Code.WRONG_CHAIN_ID, changed(header.bits(), 7, header.height(), header.auxpow()));
  }

  @Test
  void anotherHeightIsRefused() {
    var height = UInt64.of(2);

    expect(
        Code.WRONG_POW_HEIGHT, changed(header.bits(), header.chainId(), height, header.auxpow()));
  }

  @Test
  void aProofBoundToAnotherAddressIsRefused() {
    var stolen =
        new AuxPowHeader(
            header.rangeStart(),
            header.rangeEnd(),
            header.bits(),
            header.chainId(),
            header.height(),
            header.auxpow(),
            EvmAddress.ZERO);

    expect(Code.PROOF_INVALID, stolen);
  }

  @Test
  void aWrongRangeIsRefused() {
    var skipping =
        new AuxPowHeader(
            tip.root(),
            tip.root(),
            header.bits(),
            header.chainId(),
            header.height(),
            header.auxpow(),
            header.feeRecipient());

    expect(Code.RANGE_START_NOT_AFTER_LAST_FINAL, skipping);
  }

  @Test
  void aHoleInTheViewIsHeld() {
    chain.forget(chain.context(tip.parent()).orElseThrow());

    assertThat(check(header)).isEqualTo(new Verdict.Hold(HoldReason.ANCESTRY_MISSING));
  }

  @Test
  void aParentHeaderOfAnAncestorIsRefused() {
    var used = ancestry(tip.self());

    assertThat(code(WorkRules.check(header, used, chain.spec())))
        .isEqualTo(Code.PARENT_HEADER_REUSED);
  }

  @Test
  void aParentHeaderOfAnotherBranchIsNotUsedUp() {
    var beside = chain.add(chain.genesis(), 9);

    assertThat(WorkRules.check(header, ancestry(beside.self()), chain.spec()))
        .isEqualTo(new Verdict.Valid());
  }

  @Test
  void aParentHeaderBelowTheFloorIsUsedUpForAll() {
    chain.commit(tip.self());
    var old = new BlockRef(Hash32.fromHex("99".repeat(32)), new Height(1));

    assertThat(code(WorkRules.check(header, ancestry(old), chain.spec())))
        .isEqualTo(Code.PARENT_HEADER_REUSED);
  }

  @Test
  void withoutWorkTheChainStopsAtTheLimit() {
    var short64 =
        new TestChain(TestSpecs.of(new Numbers(1, 1, TestSpecs.EASY, TestSpecs.EASY, 1, 20, 64)));
    var before = short64.addRun(short64.genesis(), 64, 0);
    var at = short64.addRun(before, 1, 0);

    assertThat(WorkRules.check(null, Ancestry.of(before, short64), short64.spec()))
        .isEqualTo(new Verdict.Valid());
    assertThat(code(WorkRules.check(null, Ancestry.of(at, short64), short64.spec())))
        .isEqualTo(Code.STALLED);
    assertThat(WorkRules.check(short64.mined(at), Ancestry.of(at, short64), short64.spec()))
        .isEqualTo(new Verdict.Valid());
  }

  private Ancestry ancestry(BlockRef sameParentHeader) {
    return new Ancestry(tip, chain, Set.of(sameParentHeader));
  }

  private AuxPowHeader changed(
      CompactBits bits, int chainId, UInt64 height, @Nullable AuxPow auxpow) {
    return new AuxPowHeader(
        header.rangeStart(),
        header.rangeEnd(),
        bits,
        chainId,
        height,
        auxpow,
        header.feeRecipient());
  }

  private void expect(Code code, AuxPowHeader changed) {
    assertThat(code(check(changed))).isEqualTo(code);
  }

  private Verdict check(@Nullable AuxPowHeader candidate) {
    return WorkRules.check(candidate, Ancestry.of(tip, chain), chain.spec());
  }

  private static Code code(Verdict verdict) {
    return ((Verdict.Refused) verdict).refusal().code();
  }
}
