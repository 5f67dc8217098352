package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Workers.Seen;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AddressTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Caller RPC = Caller.named("rpc");

  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final TestProbe<Work.Result> results = fixture.kit().createTestProbe();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aMessageFromOutsideStartsAConversationOfItsOwn() {
    var worker = fixture.bus().address(fixture.spawn("worker", Workers.working(seen.ref()::tell)));

    worker.tell(new Work.Note(1));
    worker.tell(new Work.Note(2));

    var first = seen.receiveMessage().correlation();
    assertThat(first).isNotNull();
    assertThat(seen.receiveMessage().correlation()).isNotNull().isNotEqualTo(first);
    assertThat(worker.path()).isEqualTo("/top/worker");
  }

  @Test
  void aConversationAndItsTraceGoOnAcrossActors() {
    var trace = new TraceContext(1, 2, 3, true);
    var last = fixture.bus().address(fixture.spawn("last", Workers.working(seen.ref()::tell)));
    var middle =
        fixture.bus().address(fixture.spawn("middle", Workers.relaying(last, seen.ref()::tell)));

    middle.tell(new Work.Note(1));
    var before = seen.receiveMessage();
    var after = seen.receiveMessage();
    last.ask(
        new Caller("rpc", trace),
        LONG,
        (ActorRef<Work.Result> replyTo) -> new Work.Job(2, replyTo));

    assertThat(after.correlation()).isNotNull().isEqualTo(before.correlation());
    assertThat(seen.receiveMessage().trace()).isEqualTo(trace);
  }

  @Test
  void anActorOutsideTheRuntimeGetsThePlainMessage() {
    TestProbe<Work.Command> probe = fixture.kit().createTestProbe();

    fixture.bus().address(probe.ref()).tell(new Work.Note(1));

    probe.expectMessage(new Work.Note(1));
  }

  @Test
  void aThreadThatAsksGetsTheReply() {
    var worker = fixture.bus().address(fixture.spawn("worker", Workers.working(_ -> {})));

    var answer = worker.ask(RPC, LONG, (ActorRef<Work.Result> me) -> new Work.Job(3, me));

    assertThat(answer).succeedsWithin(LONG).isEqualTo(new Work.Done(3));
  }

  @Test
  void silenceBecomesARefusalInTheWordsOfTheRequest() {
    var worker = fixture.bus().address(fixture.spawn("worker", Workers.silent()));

    var answer = worker.ask(RPC, SHORT, (ActorRef<Work.Result> me) -> new Work.Job(4, me));

    var why =
        new Unavailable(
            Unavailable.Code.TIMED_OUT, "/top/worker did not answer within 50 ms", Duration.ZERO);
    assertThat(answer).succeedsWithin(LONG).isEqualTo(new Work.Refused(4, why));
  }

  @Test
  void anActorThatAsksGetsOneMessageForEachQuestion() {
    var worker = fixture.bus().address(fixture.spawn("worker", Workers.working(_ -> {})));
    fixture.spawn("asker", Workers.asking(worker, LONG, 3, results.ref()));

    assertThat(results.receiveSeveralMessages(3))
        .containsExactlyInAnyOrder(new Work.Done(0), new Work.Done(1), new Work.Done(2));
  }

  @Test
  void whatIsLateIsNotDeliveredAndCounted() {
    var gate = new CompletableFuture<Boolean>();
    var actor = fixture.spawn("worker", Workers.stuck(gate, seen.ref()::tell));
    var worker = fixture.bus().address(actor);
    worker.tell(new Work.Note(1));
    worker.tell(new Work.Note(2), Sending.USUAL.within(Duration.ofNanos(1)));
    worker.tell(new Work.Note(3), Sending.USUAL.within(LONG));

    gate.complete(true);

    assertThat(seen.receiveMessage().number()).isEqualTo(1);
    assertThat(seen.receiveMessage().number()).isEqualTo(3);
    assertThat(fixture.drops(actor, DropCause.EXPIRED)).isEqualTo(1);
  }

  @Test
  void aQuestionIsNotDeliveredWhenNobodyWaitsAnyMore() {
    var gate = new CompletableFuture<Boolean>();
    var actor = fixture.spawn("worker", Workers.stuck(gate, seen.ref()::tell));
    var worker = fixture.bus().address(actor);
    worker.tell(new Work.Note(1));
    fixture.await(() -> fixture.cell(actor).depth(Priority.BULK) == 0);
    var answer = worker.ask(RPC, SHORT, (ActorRef<Work.Result> me) -> new Work.Job(2, me));
    assertThat(answer).succeedsWithin(LONG).isInstanceOf(Work.Refused.class);

    gate.complete(true);
    worker.tell(new Work.Note(3));

    assertThat(seen.receiveMessage().number()).isEqualTo(1);
    assertThat(seen.receiveMessage().number()).isEqualTo(3);
    assertThat(fixture.drops(actor, DropCause.EXPIRED)).isEqualTo(1);
  }
}
