package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.block.AuxPowHeader;
import io.alys.messages.chain.BlockContext;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.rules.Ancestry;
import io.alys.workflows.rules.TestChain;
import io.alys.workflows.rules.TestSpecs;
import io.alys.workflows.rules.Verdict;
import io.alys.workflows.rules.WorkRules;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateBookTest {

  private static final EvmAddress ALICE = new EvmAddress(TestSpecs.filled(20, 0xa1));
  private static final EvmAddress BOB = new EvmAddress(TestSpecs.filled(20, 0xb0));

  private final TestChain chain = new TestChain(TestSpecs.standard());
  private final TemplateBook book = new TemplateBook(chain.spec(), 4);
  private BlockContext head = chain.genesis();

  @BeforeEach
  void fourBlocks() {
    head = chain.addRun(chain.genesis(), 4, 0);
    advance();
  }

  @Test
  void aTemplateEndsAtTheCommittedTip() {
    var template = create(ALICE);

    assertThat(template.end()).isEqualTo(head.committed());
    assertThat(template.first().height().value()).isEqualTo(1);
    assertThat(template.lastFinal()).isEqualTo(chain.genesis().self());
  }

  @Test
  void thereIsNoneBeforeSomethingIsCommitted() {
    var fresh = new TemplateBook(chain.spec(), 4);

    assertThat(fresh.create(ALICE)).isEmpty();
    assertThat(fresh.pick()).isEmpty();
    fresh.advance(MiningBasis.at(chain.genesis(), chain).orElseThrow());
    assertThat(fresh.create(ALICE)).isEmpty();
  }

  @Test
  void theSameRangeAndAddressGiveTheSameTemplate() {
    assertThat(create(ALICE)).isSameAs(create(ALICE));
    assertThat(create(BOB).workHash()).isNotEqualTo(create(ALICE).workHash());
  }

  @Test
  void anOlderTemplateStaysSubmittableAndFinalisesUpToItsOwnEnd() {
    var old = create(ALICE);
    head = chain.addRun(head, 3, 0);
    advance();

    assertThat(submit(old)).isEqualTo(new SubmitVerdict.Queued(old));

    var header = book.pick().orElseThrow();
    assertThat(header.rangeEnd()).isEqualTo(old.end().root());
    assertValid(header);
  }

  @Test
  void theHighestEndOfRangeIsPicked() {
    var shorter = create(ALICE);
    head = chain.addRun(head, 2, 0);
    advance();
    var longer = create(BOB);
    submit(longer);
    submit(shorter);

    assertThat(book.pick().orElseThrow().feeRecipient()).isEqualTo(BOB);
  }

  @Test
  void ofOneEndTheLowestHashIsPicked() {
    submit(create(ALICE));
    submit(create(BOB));
    var lowest =
        Stream.of(create(ALICE), create(BOB))
            .min(
                Comparator.comparing(
                    t -> BitcoinCodec.hash(proof(t).parentBlock()).bytes().reversed()))
            .orElseThrow();

    assertThat(book.pick().orElseThrow().feeRecipient()).isEqualTo(lowest.miner());
  }

  @Test
  void aProofTwiceIsAcceptedAgainAndQueuedOnce() {
    var template = create(ALICE);
    submit(template);

    assertThat(submit(template)).isEqualTo(new SubmitVerdict.Again(template));
    assertThat(book.submit(template.workHash(), TestMiner.mine(template.claim(), 77)))
        .isEqualTo(new SubmitVerdict.Again(template));
    assertThat(book.proofs()).hasSize(1);
  }

  @Test
  void unknownWorkIsNamed() {
    var other = Hash32.fromHex("12".repeat(32));

    assertThat(book.submit(other, proof(create(ALICE))))
        .isEqualTo(new SubmitVerdict.Unknown(other));
  }

  @Test
  void aBadProofListsItsRulesAndLeavesTheTemplateAlive() {
    var template = create(ALICE);
    var wrong = book.submit(template.workHash(), proof(create(BOB)));

    assertThat(((SubmitVerdict.Invalid) wrong).failures())
        .extracting(AuxPowFailure::rule)
        .containsExactly(AuxPowRule.COMMITMENT_TO_OTHER_ROOT);
    assertThat(submit(template)).isInstanceOf(SubmitVerdict.Queued.class);
  }

  @Test
  void aTemplateLivesUntilTheIncludingBlockIsCommitted() {
    var template = create(ALICE);
    var late = create(BOB);
    submit(template);
    head = chain.add(head, chain.block(head, 5, book.pick().orElseThrow()), 0);
    advance();

    assertThat(book.templates()).contains(template, late);
    assertThat(book.pick()).isEmpty();

    head = chain.addRun(head, 1, 0);
    advance();

    assertThat(book.templates()).isEmpty();
    assertThat(submit(late)).isEqualTo(new SubmitVerdict.RangeFinal(late));
    assertThat(submit(template)).isEqualTo(new SubmitVerdict.Again(template));
  }

  @Test
  void afterAReorganisationTheHeaderIsPickedAgain() {
    var fork = head;
    submit(create(ALICE));
    var header = book.pick().orElseThrow();
    head = chain.add(fork, chain.block(fork, 5, header), 0);
    advance();
    assertThat(book.pick()).isEmpty();

    head = chain.add(fork, 6);
    advance();

    assertThat(book.pick()).contains(header);
    assertValid(header);
  }

  @Test
  void workThatBuildsOnALostAuxPowIsOrphaned() {
    var fork = head;
    submit(create(ALICE));
    var header = book.pick().orElseThrow();
    head = chain.addRun(chain.add(fork, chain.block(fork, 5, header), 0), 0, 0);
    advance();
    var following = create(BOB);
    assertThat(following.lastFinal()).isEqualTo(fork.committed());

    var moved = chain.add(fork, 6);
    head = chain.addRun(chain.add(moved, chain.block(moved, 7, header), 0), 1, 0);
    advance();

    assertThat(submit(following)).isEqualTo(new SubmitVerdict.RangeOrphaned(following));
    assertThat(create(BOB).required()).isNotEqualTo(following.required());
  }

  @Test
  void bitsOfATemplateNeverChange() {
    var template = create(ALICE);
    for (int i = 0; i < 200; i++) {
      head = chain.addRun(head, 1, 0);
      advance();
    }

    submit(template);

    assertThat(book.pick().orElseThrow().bits()).isEqualTo(template.required().bits());
    assertValid(book.pick().orElseThrow());
  }

  @Test
  void oneParentHeaderCountsForOneTemplate() {
    var first = create(ALICE);
    var second = create(BOB);
    var both =
        TestMiner.solve(
            first.required().bits(),
            TestMiner.coinbase(
                Bytes.EMPTY,
                List.of(
                    TestMiner.commitment(first.workHash()),
                    TestMiner.commitment(second.workHash()))),
            MerkleBranch.EMPTY,
            0);

    assertThat(book.submit(first.workHash(), both)).isEqualTo(new SubmitVerdict.Queued(first));
    assertThat(book.submit(second.workHash(), both))
        .isInstanceOf(SubmitVerdict.ParentHeaderReused.class);
  }

  @Test
  void theOldestTemplateWithoutProofGoesFirst() {
    var kept = create(ALICE);
    submit(kept);
    var oldest = create(miner(1));
    for (int i = 2; i < 5; i++) {
      create(miner(i));
    }

    assertThat(submit(oldest)).isEqualTo(new SubmitVerdict.Unknown(oldest.workHash()));
    assertThat(book.templates()).hasSize(4).contains(kept);
  }

  @Test
  void aDiscardedProofIsNotPickedAgain() {
    var template = create(ALICE);
    submit(template);

    book.discard(template.workHash());
    book.discard(Hash32.ZERO);

    assertThat(book.pick()).isEmpty();
    assertThat(book.proofs()).isEmpty();
    assertThat(book.submit(template.workHash(), TestMiner.mine(template.claim(), 77)))
        .isEqualTo(new SubmitVerdict.Queued(template));
  }

  @Test
  void templatesAndProofsSurviveARestart() {
    submit(create(ALICE));
    var open = create(BOB);
    var restarted = new TemplateBook(chain.spec(), 4);

    restarted.restore(book.templates(), book.proofs());
    restarted.advance(MiningBasis.at(head, chain).orElseThrow());

    assertThat(restarted.pick()).isEqualTo(book.pick()).isPresent();
    assertThat(restarted.submit(open.workHash(), proof(open)))
        .isEqualTo(new SubmitVerdict.Queued(open));
  }

  @Test
  void whatIsRestoredAfterTheChainIsJudgedByIt() {
    var template = create(ALICE);
    submit(template);
    head = chain.add(head, chain.block(head, 5, book.pick().orElseThrow()), 0);
    head = chain.addRun(head, 1, 0);
    var restarted = new TemplateBook(chain.spec(), 4);
    restarted.advance(MiningBasis.at(head, chain).orElseThrow());
    var stray = new TemplateBook.Proof(Hash32.ZERO, proof(template));

    restarted.restore(book.templates(), List.of(book.proofs().getFirst(), stray));

    assertThat(restarted.templates()).isEmpty();
    assertThat(restarted.proofs()).isEmpty();
    assertThat(restarted.submit(template.workHash(), TestMiner.mine(template.claim(), 77)))
        .isEqualTo(new SubmitVerdict.RangeFinal(template));
  }

  @Test
  void whenAllHaveProofsTheOldestGoes() {
    var small = new TemplateBook(chain.spec(), 1);
    small.advance(MiningBasis.at(head, chain).orElseThrow());
    var first = small.create(ALICE).orElseThrow();
    small.submit(first.workHash(), proof(first));

    var second = small.create(BOB).orElseThrow();

    assertThat(small.templates()).containsExactly(second);
  }

  private void advance() {
    book.advance(MiningBasis.at(head, chain).orElseThrow());
  }

  private MiningTemplate create(EvmAddress miner) {
    return book.create(miner).orElseThrow();
  }

  private SubmitVerdict submit(MiningTemplate template) {
    return book.submit(template.workHash(), proof(template));
  }

  private static AuxPow proof(MiningTemplate template) {
    return TestMiner.mine(template.claim());
  }

  private static EvmAddress miner(int i) {
    return new EvmAddress(TestSpecs.filled(20, i));
  }

  private void assertValid(AuxPowHeader header) {
    assertThat(WorkRules.check(header, Ancestry.of(head, chain), chain.spec()))
        .isEqualTo(new Verdict.Valid());
  }
}
