package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Workers.Seen;
import io.alys.messages.actor.DeadLetterProtocol.AskerGone;
import io.alys.messages.actor.DeadLetterProtocol.Letter;
import io.alys.messages.actor.DeadLetterProtocol.LetterId;
import io.alys.messages.actor.DeadLetterProtocol.Letters;
import io.alys.messages.actor.DeadLetterProtocol.ListLetters;
import io.alys.messages.actor.DeadLetterProtocol.ListResult;
import io.alys.messages.actor.DeadLetterProtocol.NoSuchLetter;
import io.alys.messages.actor.DeadLetterProtocol.NotReplayable;
import io.alys.messages.actor.DeadLetterProtocol.Replay;
import io.alys.messages.actor.DeadLetterProtocol.ReplayResult;
import io.alys.messages.actor.DeadLetterProtocol.Replayed;
import io.alys.messages.actor.DeadLetterProtocol.TargetGone;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeadLettersActorTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Unavailable AWAY =
      new Unavailable(Unavailable.Code.FAILED, "given up", Duration.ZERO);

  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final TestProbe<Work.Result> results = fixture.kit().createTestProbe();
  private final TestProbe<ListResult> lists = fixture.kit().createTestProbe();
  private final TestProbe<ReplayResult> replays = fixture.kit().createTestProbe();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void whatAnActorOutOfServiceDidNotTakeIsSentAgainWhenItServes() {
    var worker = fixture.spawn("worker", Workers.working(seen.ref()::tell));
    fixture.cell(worker).refuseWith(AWAY);
    fixture.bus().address(worker).tell(new Work.Note(1));
    var letter = letters(1).getFirst();
    fixture.cell(worker).refuseWith(null);

    var first = replay(letter.id(), "order 1");
    var again = replay(letter.id(), "order 1");
    var second = replay(letter.id(), "order 2");

    assertThat(letter.cause()).isEqualTo(DropCause.OUT_OF_SERVICE);
    assertThat(letter.target()).isEqualTo("/top/worker");
    assertThat(first).isEqualTo(new Replayed(letter.id(), 1)).isEqualTo(again);
    assertThat(second).isEqualTo(new Replayed(letter.id(), 2));
    assertThat(seen.receiveSeveralMessages(2))
        .containsOnly(new Seen(1, letter.correlation(), TraceContext.NONE));
    seen.expectNoMessage(Duration.ofMillis(50));
    assertThat(letters(1).getFirst().replays()).isEqualTo(2);
  }

  @Test
  void aRequestThatWasRefusedHasHadItsAnswer() {
    var worker = fixture.spawn("worker", Workers.working(seen.ref()::tell));
    fixture.cell(worker).refuseWith(AWAY);
    fixture.bus().address(worker).tell(new Work.Job(1, results.ref()));
    results.expectMessage(new Work.Refused(1, AWAY));
    results.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void aRequestToNobodyIsSentAgainWhileItsAskerWaits() {
    var worker = fixture.spawn("worker", Workers.working(seen.ref()::tell));
    var address = fixture.bus().address(worker);
    fixture.stop(worker);
    address.tell(new Work.Job(1, results.ref()));
    var letter = letters(1).getFirst();

    assertThat(letter.cause()).isEqualTo(DropCause.NO_RECIPIENT);
    assertThat(letter.type()).isEqualTo("Job");
    assertThat(replay(letter.id(), "too early"))
        .isEqualTo(new TargetGone(letter.id(), "/top/worker"));

    fixture.spawn("worker", Workers.working(seen.ref()::tell));
    assertThat(replay(letter.id(), "now")).isEqualTo(new Replayed(letter.id(), 1));
    results.expectMessage(new Work.Done(1));
  }

  @Test
  void aRequestWhoseAskerHasGoneIsSaidSo() {
    var worker = fixture.spawn("worker", Workers.working(seen.ref()::tell));
    var address = fixture.bus().address(worker);
    fixture.stop(worker);
    var answer =
        address.ask(
            Caller.named("rpc"),
            Duration.ofMillis(1),
            (ActorRef<Work.Result> me) -> new Work.Job(1, me));
    assertThat(answer).succeedsWithin(LONG).isInstanceOf(Work.Refused.class);
    var letter = letters(1).getFirst();
    fixture.spawn("worker", Workers.working(seen.ref()::tell));

    assertThat(replay(letter.id(), "late")).isInstanceOf(AskerGone.class);
    assertThat(letter.sender()).isEqualTo("rpc");
    seen.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void whatAnActorDoesNotHandleIsADeadLetterOnce() {
    var worker = fixture.spawn("worker", Workers.working(seen.ref()::tell));
    fixture.bus().address(worker).tell(new Work.Riddle());

    var letter = letters(1).getFirst();
    fixture.bus().address(worker).tell(new Work.Note(1));
    seen.receiveMessage();

    assertThat(letter.cause()).isEqualTo(DropCause.UNHANDLED);
    assertThat(letters(1)).hasSize(1);
  }

  @Test
  void whatAnEndedBehaviourWaitedForIsNotForTheNext() {
    var future = new CompletableFuture<Integer>();
    var actor = fixture.spawn("actor", Workers.waiting(seen.ref()::tell));
    actor.tell(new Workers.Await(future));
    seen.receiveMessage();
    fixture.cell(actor).nextIncarnation();
    future.complete(5);
    var letter = letters(1).getFirst();

    assertThat(letter.cause()).isEqualTo(DropCause.STALE);
    assertThat(replay(letter.id(), "order")).isInstanceOf(NotReplayable.class);
  }

  @Test
  void anUnknownLetterIsSaidSo() {
    var unknown = new LetterId(99);

    assertThat(replay(unknown, "order")).isEqualTo(new NoSuchLetter(unknown));
  }

  /** The letters to actors of this test, once there are that many. */
  private List<Letter> letters(int count) {
    return fixture
        .kit()
        .<Letter>createTestProbe()
        .awaitAssert(
            LONG,
            () -> {
              fixture.bus().deadLetters().tell(new ListLetters(null, 100, lists.ref()));
              var found =
                  ((Letters) lists.receiveMessage())
                      .letters().stream()
                          .filter(letter -> letter.target().startsWith("/top/"))
                          .toList();
              assertThat(found).hasSizeGreaterThanOrEqualTo(count);
              return found;
            });
  }

  private ReplayResult replay(LetterId letter, String order) {
    fixture.bus().deadLetters().tell(new Replay(letter, order, replays.ref()));
    return replays.receiveMessage();
  }
}
