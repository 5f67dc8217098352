package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.ApprovalBits;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.CountingBls;
import io.alys.workflows.rules.BlockRefusal.Code;
import io.alys.workflows.rules.Certificates.Certificate;
import io.alys.workflows.spec.Authority;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificatesTest {

  private static final Hash32 ROOT = Hash32.fromHex("ab".repeat(32));
  private static final CountingBls BLS = new CountingBls();
  private static final List<Authority> FOUR =
      IntStream.range(0, 4).mapToObj(TestSpecs::authority).toList();

  /** Slot 5 is authority 1's. */
  private static final Certificates.Subject SUBJECT = new Certificates.Subject(ROOT, new Slot(5));

  @Test
  void aQuorumWithTheAuthorIsACertificate() {
    assertThat(check(approval(0, 1, 3))).isEqualTo(new Certificate.Certified());
    assertThat(check(approval(0, 1, 2, 3))).isEqualTo(new Certificate.Certified());
  }

  @Test
  void fewerThanAQuorumAreNotEnough() {
    assertThat(check(approval(1, 3))).isEqualTo(new Certificate.NotEnough(2, 3));
  }

  @Test
  void aQuorumWithoutTheAuthorIsRefused() {
    assertThat(refusal(approval(0, 2, 3))).isEqualTo(Code.AUTHOR_MISSING);
    assertThat(refusal(AggregateApproval.EMPTY)).isEqualTo(Code.AUTHOR_MISSING);
  }

  @Test
  void bitsOfNobodyAreRefusedAndNotCounted() {
    var padded = new AggregateApproval(bits(0, 1, 4), approval(0, 1).signature());

    assertThat(refusal(padded)).isEqualTo(Code.APPROVAL_BIT_OUT_OF_RANGE);
  }

  @Test
  void bitsWithoutTheirSignatureAreRefused() {
    var claimed = new AggregateApproval(bits(0, 1, 2), approval(0, 1).signature());
    var nothing = new AggregateApproval(bits(0, 1, 2), BlsSignature.ZERO);

    assertThat(refusal(claimed)).isEqualTo(Code.BAD_AGGREGATE_SIGNATURE);
    assertThat(refusal(nothing)).isEqualTo(Code.BAD_AGGREGATE_SIGNATURE);
  }

  @Test
  void oneAuthorityCertifiesAlone() {
    var alone = List.of(TestSpecs.authority(0));

    assertThat(Certificates.check(SUBJECT, approval(0), alone, BLS))
        .isEqualTo(new Certificate.Certified());
  }

  private static Certificate check(AggregateApproval approval) {
    return Certificates.check(SUBJECT, approval, FOUR, BLS);
  }

  private static Code refusal(AggregateApproval approval) {
    return ((Certificate.Refused) check(approval)).refusal().code();
  }

  private static AggregateApproval approval(int... signers) {
    var signatures =
        IntStream.of(signers)
            .mapToObj(i -> CountingBls.sign(TestSpecs.authority(i).publicKey(), ROOT))
            .toList();
    return new AggregateApproval(bits(signers), BLS.aggregate(signatures));
  }

  private static ApprovalBits bits(int... signers) {
    var bits = ApprovalBits.NONE;
    for (var signer : signers) {
      bits = bits.with(signer);
    }
    return bits;
  }
}
