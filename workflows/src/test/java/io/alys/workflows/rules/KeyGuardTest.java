package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.FakeSigningStore;
import io.alys.workflows.rules.KeyGuard.Terms;
import io.alys.workflows.spec.RestartRecord;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyGuardTest {

  private static final BlsPublicKey KEY = BlsPublicKey.fromHex("ab".repeat(48));
  private static final Duration D = Duration.ofSeconds(2);
  private static final Terms ALONE = new Terms(D, 1, 0, null);

  /** Two others make a quorum with the own key. */
  private static final Terms FOUR = new Terms(D, 4, 0, null);

  private static final RestartRecord RESTART =
      new RestartRecord(root(70), new Slot(70), new Slot(110));

  private final FakeSigningStore store = new FakeSigningStore();

  @Test
  void aClockMoreThanASlotOffTheMedianHoldsEveryVote() {
    store.record(KEY, Watermark.FRESH);
    var guard = guard(FOUR);

    guard.clocks(List.of(D.plusMillis(1), D.plusSeconds(9), Duration.ZERO));
    assertThat(decide(guard, 100)).isEqualTo(new VoteDecision.Hold(VoteObstacle.CLOCK_OFF));
    guard.clocks(List.of(D, D.plusSeconds(9), Duration.ZERO));
    assertThat(decide(guard, 100)).isInstanceOf(VoteDecision.Sign.class);
  }

  @Test
  void aMissingWatermarkWaitsForTheClocksOfAQuorum() {
    var guard = guard(FOUR);

    guard.clocks(List.of(Duration.ZERO));
    assertThat(decide(guard, 100)).isEqualTo(new VoteDecision.Hold(VoteObstacle.CLOCK_UNCHECKED));
    assertThat(store.recorded()).isEmpty();
    guard.clocks(List.of(Duration.ZERO, Duration.ZERO));
    decide(guard, 100);
    assertThat(store.recorded()).containsExactly(restored(103));
  }

  @Test
  void aRolledBackWatermarkWaitsForTheClocksAndIsSetAnewThen() {
    store.record(KEY, mark(50, 49));
    var guard = guard(FOUR);

    assertThat(guard.isForeign(new Slot(101), root(101), new Slot(100))).isFalse();
    assertThat(guard.stored()).contains(restored(104));
    assertThat(decide(guard, 105)).isEqualTo(new VoteDecision.Hold(VoteObstacle.CLOCK_UNCHECKED));
    guard.clocks(List.of(Duration.ZERO, Duration.ZERO));
    guard.decide(vote(105), new Slot(120));
    assertThat(guard.stored()).contains(restored(123));
  }

  @Test
  void theOwnVotesOfThisProcessAreNotForeign() {
    store.record(KEY, Watermark.FRESH);
    var guard = guard(ALONE);
    guard.decide(vote(105), new Slot(105));

    assertThat(guard.isForeign(new Slot(105), root(105), new Slot(106))).isFalse();
    assertThat(guard.isForeign(new Slot(105), root(999), new Slot(106))).isTrue();
    assertThat(guard.isForeign(new Slot(106), root(106), new Slot(106))).isTrue();
    assertThat(guard.isForeign(new Slot(101), root(101), new Slot(106))).isFalse();
  }

  @Test
  void theKeyIsWatchedFirstWhenTheOperatorWantsIt() {
    store.record(KEY, Watermark.FRESH);
    var guard = guard(new Terms(D, 1, 2, null));

    assertThat(guard.decide(vote(102), new Slot(102)))
        .isEqualTo(new VoteDecision.Hold(VoteObstacle.WATCHING_OWN_KEY));
    assertThat(guard.decide(vote(103), new Slot(103))).isInstanceOf(VoteDecision.Sign.class);
  }

  @Test
  void aRestartRecordSetsAMissingWatermarkBeforeItsSlotHasPassed() {
    var guard = guard(new Terms(D, 1, 0, RESTART));

    decide(guard, 100);

    assertThat(guard.stored()).contains(new Watermark(new Slot(110), null, new Slot(70)));
  }

  @Test
  void aWatermarkLostAfterTheRestartIsAnOrdinaryLoss() {
    guard(new Terms(D, 1, 0, RESTART)).decide(vote(111), new Slot(111));

    assertThat(store.recorded()).containsExactly(restored(114));
  }

  @Test
  void aRestartRecordFreesARestoredLockAndKeepsAnEarnedOne() {
    store.record(KEY, restored(80));
    guard(new Terms(D, 1, 0, RESTART)).decide(vote(100), new Slot(200));
    assertThat(store.recorded().getLast())
        .isEqualTo(new Watermark(new Slot(110), null, new Slot(70)));

    store.record(KEY, mark(90, 85));
    guard(new Terms(D, 1, 0, RESTART)).decide(vote(100), new Slot(200));
    assertThat(store.recorded().getLast())
        .isEqualTo(new Watermark(new Slot(110), null, new Slot(85)));

    store.record(KEY, mark(110, 85));
    guard(new Terms(D, 1, 0, RESTART)).decide(vote(100), new Slot(200));
    assertThat(store.recorded().getLast()).isEqualTo(mark(110, 85));
  }

  private KeyGuard guard(Terms terms) {
    return new KeyGuard(KEY, store, terms, new Slot(100), (_, _) -> {});
  }

  private static VoteDecision decide(KeyGuard guard, long slot) {
    return guard.decide(vote(slot), new Slot(100));
  }

  private static VoteRequest vote(long slot) {
    return new VoteRequest(
        root(slot), new Slot(slot), new Slot(slot - 1), EnumSet.allOf(VoteFact.class));
  }

  private static Watermark restored(long slot) {
    return new Watermark(new Slot(slot), null, new Slot(slot));
  }

  private static Watermark mark(long slot, long lock) {
    return new Watermark(new Slot(slot), root(slot), new Slot(lock));
  }

  private static Hash32 root(long slot) {
    return Hash32.fromHex(String.format("%064x", slot));
  }
}
