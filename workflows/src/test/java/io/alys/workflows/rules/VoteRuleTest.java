package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VoteRuleTest {

  private static final Hash32 SIGNED = Hash32.fromHex("aa".repeat(32));
  private static final Hash32 OTHER = Hash32.fromHex("bb".repeat(32));
  private static final Watermark WATERMARK = new Watermark(new Slot(20), SIGNED, new Slot(15));

  @Test
  void aBlockThatFulfilsEverythingIsSigned() {
    assertThat(decide(request(21, 20)))
        .isEqualTo(new VoteDecision.Sign(new Watermark(new Slot(21), OTHER, new Slot(20))));
  }

  @Test
  void theLockNeverFalls() {
    assertThat(decide(request(21, 15)))
        .isEqualTo(new VoteDecision.Sign(new Watermark(new Slot(21), OTHER, new Slot(15))));
  }

  @Test
  void theLastSignedRootIsSignedAgainWhateverElseHolds() {
    var request = new VoteRequest(SIGNED, new Slot(3), new Slot(2), Set.of());

    assertThat(decide(request)).isEqualTo(new VoteDecision.Sign(WATERMARK));
  }

  @Test
  void anotherBlockOfTheSameSlotIsRefused() {
    refused(request(20, 19), VoteObstacle.SLOT_NOT_ABOVE_WATERMARK);
  }

  @Test
  void anOlderSlotIsRefused() {
    refused(request(19, 18), VoteObstacle.SLOT_NOT_ABOVE_WATERMARK);
  }

  @Test
  void anOlderParentThanTheLockIsRefused() {
    refused(request(21, 14), VoteObstacle.PARENT_BELOW_LOCK);
  }

  @Test
  void theSameHeightIsNotForbidden() {
    assertThat(decide(request(25, 15))).isInstanceOf(VoteDecision.Sign.class);
  }

  @Test
  void aSlotThatHasNotBegunIsHeld() {
    held(VoteFact.SLOT_BEGUN, VoteObstacle.SLOT_NOT_BEGUN);
  }

  @Test
  void anUncertifiedParentIsHeld() {
    held(VoteFact.PARENT_CERTIFIED, VoteObstacle.PARENT_NOT_CERTIFIED);
  }

  @Test
  void anUndecidedEngineIsHeld() {
    held(VoteFact.ENGINE_VALID, VoteObstacle.ENGINE_NOT_VALID);
  }

  @Test
  void aBlockBesideTheOwnCommittedOneIsRefused() {
    refused(without(VoteFact.EXTENDS_COMMITTED), VoteObstacle.OFF_COMMITTED_CHAIN);
  }

  @Test
  void aSlotOutsideTheRoundIsRefusedWhileCertificatesAreSlow() {
    refused(without(VoteFact.SLOT_USABLE), VoteObstacle.SLOT_NOT_USABLE);
  }

  @Test
  void whatCanStillComeIsHeldBeforeTheParentIsJudged() {
    var request = new VoteRequest(OTHER, new Slot(21), new Slot(1), Set.of());

    assertThat(decide(request)).isEqualTo(new VoteDecision.Hold(VoteObstacle.PARENT_NOT_CERTIFIED));
  }

  @Test
  void aFreshKeySignsTheFirstBlock() {
    var request = new VoteRequest(OTHER, new Slot(1), Slot.ZERO, EnumSet.allOf(VoteFact.class));

    assertThat(VoteRule.decide(Watermark.FRESH, request))
        .isEqualTo(new VoteDecision.Sign(new Watermark(new Slot(1), OTHER, Slot.ZERO)));
  }

  @Test
  void aRestoredKeySignsNothingOnOlderParents() {
    var restored = Watermarks.restored(new Slot(100));
    var onOlder =
        new VoteRequest(OTHER, new Slot(110), new Slot(102), EnumSet.allOf(VoteFact.class));
    var onNewer =
        new VoteRequest(OTHER, new Slot(110), new Slot(103), EnumSet.allOf(VoteFact.class));

    assertThat(VoteRule.decide(restored, onOlder))
        .isEqualTo(new VoteDecision.Refuse(VoteObstacle.PARENT_BELOW_LOCK));
    assertThat(VoteRule.decide(restored, onNewer)).isInstanceOf(VoteDecision.Sign.class);
  }

  private static VoteDecision decide(VoteRequest request) {
    return VoteRule.decide(WATERMARK, request);
  }

  private static void refused(VoteRequest request, VoteObstacle obstacle) {
    assertThat(decide(request)).isEqualTo(new VoteDecision.Refuse(obstacle));
  }

  private static void held(VoteFact missing, VoteObstacle obstacle) {
    assertThat(decide(without(missing))).isEqualTo(new VoteDecision.Hold(obstacle));
  }

  private static VoteRequest request(long slot, long parentSlot) {
    return new VoteRequest(
        OTHER, new Slot(slot), new Slot(parentSlot), EnumSet.allOf(VoteFact.class));
  }

  private static VoteRequest without(VoteFact missing) {
    return new VoteRequest(
        OTHER, new Slot(21), new Slot(20), EnumSet.complementOf(EnumSet.of(missing)));
  }
}
