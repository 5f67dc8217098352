package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.alys.actors.runtime.Parts.Question;
import io.alys.actors.runtime.Parts.Vote;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Deadline;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class DeliveryInterceptorTest {

  private final AtomicLong now = new AtomicLong();
  private final RuntimeStage stage =
      RuntimeStage.of(Parts.with(1000, Overflow.REFUSE).withClock(now::get));
  private final ConcurrentLinkedQueue<DeadLetter> dead = new ConcurrentLinkedQueue<>();
  private final List<ActorMessage> received = Parts.received();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void anExpiredRequestIsAnsweredAndTheRestIsADeadLetter() {
    var actor = spawned(Parts.recorder(received));
    var answers = stage.<String>probe();
    now.set(100);

    enclosed(actor, new Question(1, answers.ref()), new Deadline(99));
    enclosed(actor, new Vote(2), new Deadline(99));
    enclosed(actor, new Vote(3), new Deadline(100));

    answers.expectMessage("1 expired");
    stage.await("the third is in time", () -> received.equals(List.of(new Vote(3))));
    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Vote(2));
    assertThat(cell().stats().drops(DropCause.EXPIRED)).isEqualTo(2);
  }

  @Test
  void whileOutOfServiceRequestsAreAnsweredAndTheRestIsADeadLetter() {
    var actor = spawned(Parts.recorder(received));
    var answers = stage.<String>probe();
    cell()
        .refuseWith(new Unavailable(Unavailable.Code.CIRCUIT_OPEN, "open", Duration.ofSeconds(1)));

    actor.tell(new Vote(1));
    actor.tell(new Question(2, answers.ref()));

    answers.expectMessage("2 circuit-open");
    assertThat(dead).extracting(DeadLetter::cause).containsExactly(DropCause.OUT_OF_SERVICE);
    cell().refuseWith(null);
    actor.tell(new Vote(3));
    stage.await("service again", () -> received.equals(List.of(new Vote(3))));
  }

  @Test
  void aRequestInHandIsAnsweredWhenTheActorFails() {
    var actor =
        spawned(
            Behaviors.receiveMessage(
                message -> {
                  throw new IllegalStateException("on purpose");
                }));
    var answers = stage.<String>probe();

    actor.tell(new Question(1, answers.ref()));

    answers.expectMessage("1 crashed");
    stage.await("its end", () -> stage.runtime().cell("/tested").isEmpty());
    assertThat(reading().failed()).isEqualTo(1);
    assertThat(reading().processed()).isEqualTo(1);
    assertThat(dead).extracting(DeadLetter::cause).containsExactly(DropCause.CRASHED);
  }

  @Test
  void aRequestThatIsNotHandledIsAnswered() {
    var actor = spawned(Behaviors.receiveMessage(message -> Behaviors.unhandled()));
    var answers = stage.<String>probe();

    actor.tell(new Question(1, answers.ref()));

    answers.expectMessage("1 failed");
    assertThat(cell().stats().drops(DropCause.UNHANDLED)).isEqualTo(1);
    assertThat(cell().inFlight()).isZero();
  }

  @Test
  void moreRequestsThanTheKindMayHaveInFlightAreBusy() {
    var open = new ArrayList<Question>();
    var actor = spawned(keeping(open));
    var answers = stage.<String>probe();

    IntStream.rangeClosed(1, 11).forEach(i -> actor.tell(new Question(i, answers.ref())));

    answers.expectMessage("11 busy");
    assertThat(cell().inFlight()).isEqualTo(10);
    open.getFirst().replyTo().tell("1 answered");
    answers.expectMessage("1 answered");
    assertThat(cell().inFlight()).isEqualTo(9);
  }

  @Test
  void onlyTheFirstAnswerCounts() {
    var open = new ArrayList<Question>();
    var actor = spawned(keeping(open));
    var answers = stage.<String>probe();
    actor.tell(new Question(1, answers.ref()));
    stage.await("it is taken", () -> cell().inFlight() == 1);
    var slot = open.getFirst().replyTo();

    IntStream.range(0, 64).parallel().forEach(i -> slot.tell("answer"));
    cell().refuseInFlight(new Unavailable(Unavailable.Code.CRASHED, "late", Duration.ZERO));

    answers.expectMessage("answer");
    answers.expectNoMessage(Duration.ofMillis(1));
    assertThat(cell().stats().lateAnswers()).isEqualTo(63);
    assertThat(cell().inFlight()).isZero();
  }

  @Test
  void requestsInFlightAreAnsweredOnceWhenTheyAreRefused() {
    var open = new ArrayList<Question>();
    var actor = spawned(keeping(open));
    var answers = stage.<String>probe();
    actor.tell(new Question(1, answers.ref()));
    actor.tell(new Question(2, answers.ref()));
    stage.await("they are taken", () -> cell().inFlight() == 2);
    open.getFirst().replyTo().tell("1 answered");

    cell().refuseInFlight(new Unavailable(Unavailable.Code.CRASHED, "dead", Duration.ZERO));

    answers.expectMessage("1 answered");
    answers.expectMessage("2 crashed");
    open.getLast().replyTo().tell("2 answered");
    answers.expectNoMessage(Duration.ofMillis(1));
  }

  @Test
  void whatABehaviourToldItselfDoesNotReachTheNextOne() {
    var self =
        spawned(
            Behaviors.setup(
                context ->
                    Behaviors.receiveMessage(
                        message -> {
                          received.add(message);
                          if (message.equals(new Vote(1))) {
                            cell().setOpen(false);
                            context.getSelf().tell(new Vote(2));
                          }
                          return Behaviors.same();
                        })));
    self.tell(new Vote(1));
    stage.await(
        "it has told itself",
        () -> received.contains(new Vote(1)) && cell().depth(Priority.CONSENSUS) == 1);
    cell().nextIncarnation();
    self.tell(new Vote(3));

    cell().setOpen(true);

    stage.await("others get through", () -> received.equals(List.of(new Vote(1), new Vote(3))));
    assertThat(cell().stats().drops(DropCause.STALE)).isEqualTo(1);
    assertThat(cell().stats().restarts()).isEqualTo(1);
  }

  @Test
  void continuedWorkIsInItsOwnConversation() {
    var origins = new ConcurrentLinkedQueue<Origin>();
    var actor =
        spawned(
            Behaviors.receiveMessage(
                message -> {
                  origins.add(Current.origin());
                  return Behaviors.same();
                }));
    var origin = new Origin(1, new MessageId(77), new TraceContext(1, 2, 3, true), tags());

    actor.unsafeUpcast().tell(new Continued<>(origin, new Vote(1)));
    actor
        .unsafeUpcast()
        .tell(new Continued<>(new Origin(0, null, TraceContext.NONE, tags()), new Vote(2)));

    stage.await("one is stale", () -> cell().stats().drops(DropCause.STALE) == 1);
    assertThat(origins).containsExactly(origin);
    assertThat(Current.cell()).isNull();
  }

  @Test
  void aSlowMessageIsCountedAndNamedInTheLog() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var logger = (Logger) LoggerFactory.getLogger("io.alys.actors.SlowMessage");
    logger.addAppender(lines);
    var actor =
        spawned(
            Behaviors.receiveMessage(
                message -> {
                  now.addAndGet(Duration.ofSeconds(((Vote) message).number()).toNanos());
                  return Behaviors.same();
                }));

    actor.tell(new Vote(10));
    actor.tell(new Vote(11));

    stage.await("one is slow", () -> cell().stats().slowMessages() == 1);
    stage.await("it is named", () -> !lines.list.isEmpty());
    logger.detachAppender(lines);
    assertThat(lines.list.getFirst().getFormattedMessage())
        .startsWith("/tested took 11000 ms for Vote in conversation ");
    assertThat(lines.list).hasSize(1);
  }

  private static io.alys.messages.actor.Tags tags() {
    return new io.alys.messages.actor.Tags(null, null, "peer");
  }

  private static Behavior<ActorMessage> keeping(List<Question> open) {
    return Behaviors.receiveMessage(
        message -> {
          open.add((Question) message);
          return Behaviors.same();
        });
  }

  private ActorRef<ActorMessage> spawned(Behavior<ActorMessage> behavior) {
    stage.runtime().keepDeadLetters(dead::add);
    return stage.task(Parts.KIND.name(), "tested", behavior);
  }

  private ActorCell cell() {
    return stage.cell("tested");
  }

  private io.alys.messages.actor.KindReading reading() {
    return stage.runtime().readings().stream()
        .filter(each -> each.kind().equals(Parts.KIND.name()))
        .findFirst()
        .orElseThrow();
  }

  private static void enclosed(
      ActorRef<ActorMessage> actor, ActorMessage message, Deadline deadline) {
    actor
        .unsafeUpcast()
        .tell(
            new Envelope<>(
                new MessageId(1),
                new MessageId(1),
                "test",
                TraceContext.NONE,
                Priority.CONSENSUS,
                deadline,
                1,
                message));
  }
}
