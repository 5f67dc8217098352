package io.alys.actors.chain;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.pubsub.Topic;
import io.alys.messages.chain.Watermark;
import io.alys.messages.events.NodeEvent;
import io.alys.messages.signing.SigningProtocol.ClockSample;
import io.alys.messages.signing.SigningProtocol.Command;
import io.alys.messages.signing.SigningProtocol.GetWatermark;
import io.alys.messages.signing.SigningProtocol.Held;
import io.alys.messages.signing.SigningProtocol.Refused;
import io.alys.messages.signing.SigningProtocol.ReportClocks;
import io.alys.messages.signing.SigningProtocol.ReportOwnApproval;
import io.alys.messages.signing.SigningProtocol.Sign;
import io.alys.messages.signing.SigningProtocol.SignResult;
import io.alys.messages.signing.SigningProtocol.Signed;
import io.alys.messages.signing.SigningProtocol.SignerFailed;
import io.alys.messages.signing.SigningProtocol.WatermarkFound;
import io.alys.messages.signing.SigningProtocol.WatermarkResult;
import io.alys.messages.signing.VoteFact;
import io.alys.messages.signing.VoteObstacle;
import io.alys.messages.signing.VoteRequest;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.fakes.FakeBlockSigner;
import io.alys.workflows.fakes.FakeSigningStore;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.KeyGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SigningActor over a signer and a store in memory. */
class SigningActorTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final BlsPublicKey KEY = BlsPublicKey.fromHex("ab".repeat(48));
  private static final Duration SLOT = Duration.ofSeconds(2);

  private static final KeyGuard.Terms TERMS = new KeyGuard.Terms(SLOT, 1, 0, null);

  /** Slot 100 has just begun. */
  private static final Instant NOW = Instant.ofEpochSecond(200);

  private final FakeSigningStore store = new FakeSigningStore();
  private final TestProbe<SignResult> answers = KIT.createTestProbe();
  private final TestProbe<WatermarkResult> marks = KIT.createTestProbe();
  private final TestProbe<NodeEvent> events = KIT.createTestProbe();
  private final ActorRef<Topic.Command<NodeEvent>> topic =
      KIT.spawn(Topic.create(NodeEvent.class, UUID.randomUUID().toString()));

  @BeforeEach
  void subscribe() {
    topic.tell(Topic.subscribe(events.getRef()));
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aVoteIsRecordedBeforeTheSignerIsAsked() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.patient(KEY);
    var signing = spawn(signer);

    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    expectWatermark(signing, mark(100, 99));

    assertThat(signer.asked()).hasSize(1);
    answers.expectNoMessage(Duration.ZERO);
    signer.asked().getFirst().sign();
    answers.expectMessage(signed(vote(100, 99)));
  }

  @Test
  void theSameRootIsSignedAgainWithoutARecord() {
    store.record(KEY, Watermark.FRESH);
    var signing = spawn(FakeBlockSigner.prompt(KEY));

    for (int i = 0; i < 3; i++) {
      signing.tell(new Sign(vote(100, 99), answers.getRef()));
      answers.expectMessage(signed(vote(100, 99)));
    }

    assertThat(store.recorded()).containsExactly(Watermark.FRESH, mark(100, 99));
  }

  @Test
  void theRuleDecidesByTheOwnWatermark() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.prompt(KEY);
    var signing = spawn(signer);
    signing.tell(new Sign(vote(100, 98), answers.getRef()));
    answers.expectMessage(signed(vote(100, 98)));

    var sameSlot = new VoteRequest(Hash32.ZERO, new Slot(100), new Slot(98), all());
    signing.tell(new Sign(sameSlot, answers.getRef()));
    answers.expectMessage(new Refused(sameSlot, VoteObstacle.SLOT_NOT_ABOVE_WATERMARK));
    signing.tell(new Sign(vote(101, 97), answers.getRef()));
    answers.expectMessage(new Refused(vote(101, 97), VoteObstacle.PARENT_BELOW_LOCK));
    signing.tell(new Sign(vote(101, 100), answers.getRef()));
    answers.expectMessage(signed(vote(101, 100)));

    assertThat(store.recorded()).containsExactly(Watermark.FRESH, mark(100, 98), mark(101, 100));
    assertThat(signer.asked()).hasSize(2);
  }

  @Test
  void aVoteWithoutAllFactsIsHeldAndLeavesNoTrace() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.prompt(KEY);
    var facts = EnumSet.complementOf(EnumSet.of(VoteFact.ENGINE_VALID));
    var vote = new VoteRequest(root(100), new Slot(100), new Slot(99), facts);

    spawn(signer).tell(new Sign(vote, answers.getRef()));

    answers.expectMessage(new Held(vote, VoteObstacle.ENGINE_NOT_VALID));
    assertThat(signer.asked()).isEmpty();
    assertThat(store.recorded()).containsExactly(Watermark.FRESH);
  }

  @Test
  void aMissingWatermarkIsSetThreeSlotsAheadAtTheFirstVote() {
    var signing = spawn(FakeBlockSigner.prompt(KEY));
    signing.tell(new GetWatermark(marks.getRef()));
    marks.expectMessage(new WatermarkFound(KEY, null, new Slot(104)));

    logs(
        LoggingTestKit.warn("signs nothing up to slot 103"),
        () -> signing.tell(new Sign(vote(103, 102), answers.getRef())));
    answers.expectMessage(new Refused(vote(103, 102), VoteObstacle.SLOT_NOT_ABOVE_WATERMARK));
    signing.tell(new Sign(vote(104, 102), answers.getRef()));
    answers.expectMessage(new Refused(vote(104, 102), VoteObstacle.PARENT_BELOW_LOCK));
    signing.tell(new Sign(vote(104, 103), answers.getRef()));
    answers.expectMessage(signed(vote(104, 103)));

    assertThat(store.recorded())
        .containsExactly(new Watermark(new Slot(103), null, new Slot(103)), mark(104, 103));
  }

  @Test
  void anUnknownOwnApprovalRaisesTheWatermark() {
    store.record(KEY, mark(50, 49));
    var signing = spawn(FakeBlockSigner.prompt(KEY));

    signing.tell(new ReportOwnApproval(root(50), new Slot(50)));
    expectWatermark(signing, mark(50, 49));
    signing.tell(new ReportOwnApproval(root(60), new Slot(60)));
    expectWatermark(signing, new Watermark(new Slot(103), null, new Slot(103)));
    signing.tell(new ReportOwnApproval(root(61), new Slot(61)));
    expectWatermark(signing, new Watermark(new Slot(103), null, new Slot(103)));
  }

  @Test
  void anApprovalThatThisProcessDidNotMakeEndsSigningWithAnAlarm() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.patient(KEY);
    var signing = spawn(signer);
    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    expectWatermark(signing, mark(100, 99));

    logs(
        LoggingTestKit.error("Signing has stopped for good"),
        () -> signing.tell(new ReportOwnApproval(root(102), new Slot(102))));

    events.expectMessage(new NodeEvent.OwnKeyUsedElsewhere(KEY, new Slot(102), root(102)));
    assertThat(events.expectMessageClass(NodeEvent.HealthChanged.class).reason())
        .contains("another process signed block " + root(102) + " of slot 102");
    assertThat(answers.expectMessageClass(SignerFailed.class).reason()).contains("rule 2.10");
    signer.asked().getFirst().sign();
    signing.tell(new ReportClocks(List.of()));
    signing.tell(new Sign(vote(103, 102), answers.getRef()));
    assertThat(answers.expectMessageClass(SignerFailed.class).reason()).contains("rule 2.10");
    assertThat(signer.asked()).hasSize(1);
  }

  @Test
  void aWrongClockHoldsVotesAndIsNamedUntilItIsRight() {
    store.record(KEY, Watermark.FRESH);
    var signing = spawn(FakeBlockSigner.prompt(KEY));

    signing.tell(new ReportClocks(List.of(new ClockSample(1, SLOT.plusMillis(1)))));
    assertThat(events.expectMessageClass(NodeEvent.HealthChanged.class).reason())
        .contains("more than a slot off the median");
    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    answers.expectMessage(new Held(vote(100, 99), VoteObstacle.CLOCK_OFF));
    signing.tell(new ReportClocks(List.of(new ClockSample(1, SLOT))));
    events.expectMessage(new NodeEvent.HealthChanged("signing", ""));
    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    answers.expectMessage(signed(vote(100, 99)));
  }

  @Test
  void aFailedSignerIsNamedAndTheVoteMayBeAskedForAgain() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.patient(KEY);
    var signing = spawn(signer);
    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    expectWatermark(signing, mark(100, 99));

    signer.asked().getFirst().answer().completeExceptionally(new IllegalStateException("gone"));
    assertThat(answers.expectMessageClass(SignerFailed.class).reason()).contains("gone");

    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    expectWatermark(signing, mark(100, 99));
    signer.asked().getLast().sign();
    answers.expectMessage(signed(vote(100, 99)));
  }

  @Test
  void aFailureOfTheFilesStopsSigningForGood() {
    store.record(KEY, Watermark.FRESH);
    var signer = FakeBlockSigner.patient(KEY);
    var signing = spawn(signer);
    signing.tell(new Sign(vote(100, 99), answers.getRef()));
    expectWatermark(signing, mark(100, 99));
    store.failRecords(new StorageFailure(StorageFault.DISK_FULL, "the disk is full"));

    logs(
        LoggingTestKit.error("Signing has stopped for good"),
        () -> signing.tell(new Sign(vote(101, 100), answers.getRef())));

    var stopped = new SignerFailed("signing has stopped: the disk is full");
    answers.expectMessage(stopped);
    answers.expectMessage(stopped);
    events.expectMessage(
        new NodeEvent.HealthChanged("signing", "signing has stopped: the disk is full"));
    store.failRecords(null);
    signer.asked().getFirst().sign();
    signing.tell(new Sign(vote(102, 100), answers.getRef()));
    answers.expectMessage(stopped);
    signing.tell(new ReportOwnApproval(root(102), new Slot(102)));
    signing.tell(new GetWatermark(marks.getRef()));
    marks.expectMessage(stopped);
    assertThat(signer.asked()).hasSize(1);
    assertThat(store.recorded()).containsExactly(Watermark.FRESH, mark(100, 99));
  }

  @Test
  void aStandInSaysWhyItDoesNotSign() {
    var standIn = KIT.spawn(SigningStandIn.create("no key"));

    standIn.tell(new Sign(vote(1, 0), answers.getRef()));

    answers.expectMessage(new SignerFailed("no key"));
  }

  private ActorRef<Command> spawn(FakeBlockSigner signer) {
    return KIT.spawn(
        SigningActor.create(new SigningActor.Means(signer, store, () -> NOW, TERMS), topic));
  }

  private void expectWatermark(ActorRef<Command> signing, @Nullable Watermark expected) {
    signing.tell(new GetWatermark(marks.getRef()));
    assertThat(marks.expectMessageClass(WatermarkFound.class).watermark()).isEqualTo(expected);
  }

  private static void logs(LoggingTestKit line, Runnable action) {
    line.expect(
        KIT.system(),
        () -> {
          action.run();
          return action;
        });
  }

  private static Signed signed(VoteRequest vote) {
    return new Signed(vote, KEY, FakeBlockSigner.signature(vote.root()));
  }

  private static VoteRequest vote(long slot, long parentSlot) {
    return new VoteRequest(root(slot), new Slot(slot), new Slot(parentSlot), all());
  }

  private static Set<VoteFact> all() {
    return EnumSet.allOf(VoteFact.class);
  }

  private static Watermark mark(long slot, long lock) {
    return new Watermark(new Slot(slot), root(slot), new Slot(lock));
  }

  private static Hash32 root(long slot) {
    return Hash32.fromHex(String.format("%064x", slot));
  }
}
