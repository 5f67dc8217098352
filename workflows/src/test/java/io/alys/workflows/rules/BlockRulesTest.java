package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.block.ConsensusBlock;
import io.alys.messages.block.PegIn;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt64;
import io.alys.workflows.rules.BlockRefusal.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockRulesTest {

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final BlockContext tip = chain.addRun(chain.genesis(), 4, 5_000_000_000L);
  private final ConsensusBlock plain = chain.block(tip, 5);
  private final ConsensusBlock mined = chain.block(tip, 5, chain.mined(tip));

  @Test
  void aPlainBlockIsValid() {
    assertThat(check(plain)).isEqualTo(new Verdict.Valid());
  }

  @Test
  void aBlockWithWorkPaysTheFeesOfItsRange() {
    assertThat(check(mined)).isEqualTo(new Verdict.Valid());
    assertThat(mined.payload().withdrawals())
        .containsExactly(
            withdrawal(0, TestChain.MINER, 12),
            withdrawal(1, TestSpecs.member(0), 1),
            withdrawal(2, TestSpecs.member(1), 1),
            withdrawal(3, TestSpecs.member(2), 1));
  }

  @Test
  void fieldsAreJudgedBeforeWork() {
    var wrong = Draft.changed(mined, b -> b.blockNumber = UInt64.of(9));

    assertThat(code(wrong)).isEqualTo(Code.WRONG_NUMBER);
  }

  @Test
  void workIsJudgedBeforeWithdrawals() {
    var wrong = changed(mined, b -> b.header = mineless());

    assertThat(code(wrong)).isEqualTo(Code.PROOF_MISSING);
  }

  @Test
  void coinsFromNothingAreRefused() {
    var minted = withdrawals(plain, List.of(withdrawal(0, EvmAddress.ZERO, 1)));

    assertThat(code(minted)).isEqualTo(Code.WRONG_WITHDRAWAL_COUNT);
  }

  @Test
  void feesLeftOutAreRefused() {
    assertThat(code(withdrawals(mined, List.of()))).isEqualTo(Code.WRONG_WITHDRAWAL_COUNT);
  }

  @Test
  void oneGweiMoreIsRefused() {
    var list = new ArrayList<>(mined.payload().withdrawals());
    list.set(0, withdrawal(0, TestChain.MINER, 13));

    assertThat(code(withdrawals(mined, list))).isEqualTo(Code.WRONG_WITHDRAWAL);
  }

  @Test
  void pegFieldsAreRefusedByName() {
    var pegin = new PegIn(Hash32.ZERO, Hash32.ZERO);
    var payment = new BitcoinTransaction(2, 0, List.of(), List.of());

    assertThat(code(peg(List.of(pegin), null, List.of()))).isEqualTo(Code.PEGIN_NOT_ALLOWED);
    assertThat(code(peg(List.of(), payment, List.of()))).isEqualTo(Code.PROPOSAL_NOT_ALLOWED);
    assertThat(code(peg(List.of(), null, List.of(payment))))
        .isEqualTo(Code.FINALISED_PEGOUT_NOT_ALLOWED);
  }

  @Test
  void aHoleInTheViewHoldsABlockWithWork() {
    chain.forget(chain.context(tip.parent()).orElseThrow());

    assertThat(check(mined)).isEqualTo(new Verdict.Hold(HoldReason.ANCESTRY_MISSING));
  }

  @Test
  void theRefusalSaysRuleExpectedAndFound() {
    var wrong = Draft.changed(plain, b -> b.blockNumber = UInt64.of(9));

    assertThat(check(wrong))
        .hasToString("Refused[refusal=wrong-number (rule 3.1): expected 5, found 9]");
  }

  private AuxPowHeader mineless() {
    var header = Objects.requireNonNull(mined.auxpowHeader());
    return new AuxPowHeader(
        header.rangeStart(),
        header.rangeEnd(),
        header.bits(),
        header.chainId(),
        header.height(),
        null,
        header.feeRecipient());
  }

  private static ConsensusBlock changed(ConsensusBlock block, Consumer<Draft> change) {
    return Draft.changed(block, change);
  }

  private static ConsensusBlock withdrawals(ConsensusBlock block, List<Withdrawal> list) {
    return Draft.changed(block, b -> b.withdrawals = list);
  }

  private ConsensusBlock peg(
      List<PegIn> pegins,
      @Nullable BitcoinTransaction proposal,
      List<BitcoinTransaction> finalised) {
    return new ConsensusBlock(
        plain.parentHash(), plain.slot(), null, plain.payload(), pegins, proposal, finalised);
  }

  private static Withdrawal withdrawal(long index, EvmAddress address, long gwei) {
    return new Withdrawal(UInt64.of(index), UInt64.ZERO, address, UInt64.of(gwei));
  }

  private Code code(ConsensusBlock block) {
    return ((Verdict.Refused) check(block)).refusal().code();
  }

  private Verdict check(ConsensusBlock block) {
    return BlockRules.check(block, Ancestry.of(tip, chain), chain.spec());
  }
}
