package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import io.alys.actors.runtime.RuntimeSetup;
import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.Approval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.chain.ValidationProtocol;
import io.alys.messages.chain.ValidationProtocol.ApprovalChecked;
import io.alys.messages.chain.ValidationProtocol.Command;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.AdditiveScheme;
import io.alys.workflows.fakes.TestSpecs;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.ports.Entropy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationActorTest {

  private static final Hash32 ROOT = Hash32.fromHex("11".repeat(32));
  private static final BlsSignature BAD = AdditiveScheme.sign(AdditiveScheme.key(9), ROOT);

  private final RecordingScheme scheme = new RecordingScheme();
  private final BehaviorTestKit<Command> actor =
      BehaviorTestKit.create(
          ValidationActor.create(
              TestSpecs.of(3, 64).authorities(), scheme, RuntimeSetup.standard().entropy()));
  private final TestInbox<ValidationProtocol.ApprovalResult> approvals = TestInbox.create();
  private final TestInbox<ValidationProtocol.CertificateResult> certificates = TestInbox.create();

  @Test
  void whatWaitsTogetherIsCheckedTogether() {
    approve(0, sign(0));
    approve(1, sign(1));
    certify();
    assertThat(approvals.hasMessages()).isFalse();

    actor.runOne();

    assertThat(scheme.batches).containsExactly(3);
    assertThat(scheme.singles).isZero();
    assertThat(approvals.getAllReceived())
        .allMatch(result -> result instanceof ApprovalChecked checked && checked.valid());
    certificates.expectMessage(new ValidationProtocol.Certified());
  }

  @Test
  void aBadSignatureIsFoundAmongGoodOnes() {
    approve(0, sign(0));
    approve(1, BAD);
    certify();

    actor.runOne();

    assertThat(scheme.batches).containsExactly(3);
    assertThat(scheme.singles).isEqualTo(3);
    assertThat(approvals.getAllReceived())
        .containsExactly(
            new ApprovalChecked(ROOT, new Approval(sign(0), 0), true),
            new ApprovalChecked(ROOT, new Approval(BAD, 1), false));
    certificates.expectMessage(new ValidationProtocol.Certified());
  }

  @Test
  void whatNeedsNoSignatureIsAnsweredAtOnce() {
    approve(7, sign(0));

    assertThat(approvals.getAllReceived())
        .containsExactly(new ApprovalChecked(ROOT, new Approval(sign(0), 7), false));
    assertThat(scheme.batches).isEmpty();
  }

  @Test
  void aFullBatchDoesNotWait() {
    for (int i = 0; i < ValidationActor.MAX_BATCH; i++) {
      approve(0, sign(0));
    }

    assertThat(approvals.getAllReceived()).hasSize(ValidationActor.MAX_BATCH);
  }

  private void approve(int authority, BlsSignature signature) {
    actor.run(
        new ValidationProtocol.CheckApproval(
            ROOT, new Approval(signature, authority), approvals.getRef()));
  }

  /** By all three authorities. */
  private void certify() {
    var sum = scheme.aggregate(List.of(sign(0), sign(1), sign(2)));
    var bits = new ApprovalBits(0b111);
    actor.run(
        new ValidationProtocol.CheckCertificate(
            ROOT, new Slot(3), new AggregateApproval(bits, sum), certificates.getRef()));
  }

  private static BlsSignature sign(int authority) {
    return AdditiveScheme.sign(AdditiveScheme.key(authority + 1), ROOT);
  }

  /** Counts what it is asked. */
  private static final class RecordingScheme implements BlsScheme {
    private final AdditiveScheme scheme = new AdditiveScheme();
    private final List<Integer> batches = new ArrayList<>();
    private int singles;

    @Override
    public boolean verifyAll(List<Claim> claims, Entropy random) {
      batches.add(claims.size());
      return scheme.verifyAll(claims, random);
    }

    @Override
    public boolean fastAggregateVerify(List<BlsPublicKey> keys, Hash32 root, BlsSignature sum) {
      singles++;
      return scheme.fastAggregateVerify(keys, root, sum);
    }

    @Override
    public boolean verify(BlsPublicKey key, Hash32 root, BlsSignature signature) {
      return scheme.verify(key, root, signature);
    }

    @Override
    public BlsSignature aggregate(List<BlsSignature> signatures) {
      return scheme.aggregate(signatures);
    }

    @Override
    public boolean verifyPossession(BlsPublicKey key, BlsSignature proof) {
      return scheme.verifyPossession(key, proof);
    }
  }
}
