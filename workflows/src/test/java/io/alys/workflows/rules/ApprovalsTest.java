package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.workflows.fakes.CountingBls;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApprovalsTest {

  private static final CountingBls BLS = new CountingBls();
  private static final Hash32 ROOT = root(1);

  private final Approvals approvals = new Approvals(BLS, 3);

  @Test
  void approvalsBeforeTheBlockAreMergedWhenItComes() {
    approvals.add(ROOT, single(ROOT, 2));
    approvals.add(ROOT, single(ROOT, 0));

    var merged = approvals.addBlock(ROOT, aggregate(ROOT, 1));

    expectSigners(merged, 0, 1, 2);
  }

  @Test
  void approvalsAfterTheBlockAreMerged() {
    approvals.addBlock(ROOT, aggregate(ROOT, 1));

    var merged = approvals.add(ROOT, single(ROOT, 3));

    expectSigners(merged, 1, 3);
    assertThat(approvals.of(ROOT)).isEqualTo(merged);
  }

  @Test
  void anApprovalTwiceCountsOnce() {
    approvals.add(ROOT, single(ROOT, 3));

    expectSigners(approvals.add(ROOT, single(ROOT, 3)), 3);
    expectSigners(approvals.addBlock(ROOT, aggregate(ROOT, 3)), 3);
  }

  @Test
  void overlappingAggregatesAreNotAddedUp() {
    approvals.addBlock(ROOT, aggregate(ROOT, 0, 1));

    expectSigners(approvals.addBlock(ROOT, aggregate(ROOT, 1, 2, 3)), 1, 2, 3);
    expectSigners(approvals.addBlock(ROOT, aggregate(ROOT, 0, 1)), 1, 2, 3);
    expectSigners(approvals.add(ROOT, single(ROOT, 0)), 0, 1, 2, 3);
  }

  @Test
  void disjointAggregatesAreAddedUp() {
    approvals.addBlock(ROOT, aggregate(ROOT, 0, 1));

    expectSigners(approvals.addBlock(ROOT, aggregate(ROOT, 2, 3)), 0, 1, 2, 3);
  }

  @Test
  void nobodysApprovalChangesNothing() {
    approvals.addBlock(ROOT, aggregate(ROOT, 0, 1));

    expectSigners(approvals.addBlock(ROOT, AggregateApproval.EMPTY), 0, 1);
  }

  @Test
  void anUnknownRootHasNobody() {
    assertThat(approvals.of(ROOT)).isEqualTo(AggregateApproval.EMPTY);
    assertThat(approvals.addBlock(ROOT, AggregateApproval.EMPTY))
        .isEqualTo(AggregateApproval.EMPTY);
  }

  @Test
  void aForgottenRootIsGone() {
    approvals.add(ROOT, single(ROOT, 2));

    approvals.forget(ROOT);

    assertThat(approvals.of(ROOT)).isEqualTo(AggregateApproval.EMPTY);
    assertThat(approvals.size()).isZero();
  }

  @Test
  void oneKeyThatApprovesEverythingPushesOutOnlyItself() {
    approvals.add(ROOT, single(ROOT, 0));
    for (int i = 2; i < 50; i++) {
      approvals.add(root(i), single(root(i), 1));
    }

    expectSigners(approvals.of(ROOT), 0);
    expectVerifies(root(49), approvals.of(root(49)));
    assertThat(approvals.of(root(2))).isEqualTo(AggregateApproval.EMPTY);
    assertThat(approvals.size()).isEqualTo(4);
  }

  @Test
  void approvalsOfKnownBlocksStay() {
    approvals.addBlock(ROOT, aggregate(ROOT, 1));
    for (int i = 2; i < 50; i++) {
      approvals.add(root(i), single(root(i), 1));
    }

    expectSigners(approvals.of(ROOT), 1);
  }

  @Test
  void whateverComesTheAggregateVerifies() {
    var random = new Random(99);
    for (int run = 0; run < 500; run++) {
      var book = new Approvals(BLS, 3);
      for (int step = 0; step < 8; step++) {
        var merged =
            random.nextBoolean()
                ? book.add(ROOT, single(ROOT, random.nextInt(7)))
                : book.addBlock(
                    ROOT,
                    aggregate(
                        ROOT, random.ints(0, 7).distinct().limit(random.nextInt(1, 5)).toArray()));
        expectVerifies(ROOT, merged);
      }
    }
  }

  private static void expectSigners(AggregateApproval merged, int... signers) {
    assertThat(merged.bits().indices().boxed())
        .containsExactlyElementsOf(IntStream.of(signers).boxed().toList());
    expectVerifies(ROOT, merged);
  }

  private static void expectVerifies(Hash32 root, AggregateApproval merged) {
    var keys = merged.bits().indices().mapToObj(ApprovalsTest::key).toList();

    assertThat(BLS.fastAggregateVerify(keys, root, merged.signature())).isTrue();
  }

  private static Approval single(Hash32 root, int signer) {
    return new Approval(CountingBls.sign(key(signer), root), signer);
  }

  private static AggregateApproval aggregate(Hash32 root, int... signers) {
    var bits = ApprovalBits.NONE;
    for (var signer : signers) {
      bits = bits.with(signer);
    }
    var signatures = IntStream.of(signers).mapToObj(i -> CountingBls.sign(key(i), root)).toList();
    return new AggregateApproval(bits, BLS.aggregate(signatures));
  }

  private static BlsPublicKey key(int i) {
    return TestSpecs.authority(i).publicKey();
  }

  private static Hash32 root(int i) {
    return new Hash32(TestSpecs.filled(32, i));
  }
}
