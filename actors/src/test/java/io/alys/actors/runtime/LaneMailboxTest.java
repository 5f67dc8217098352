package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.alys.actors.runtime.Parts.Load;
import io.alys.actors.runtime.Parts.Order;
import io.alys.actors.runtime.Parts.Question;
import io.alys.actors.runtime.Parts.Vote;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Envelope;
import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.TraceContext;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LaneMailboxTest {

  private final List<ActorMessage> received = Parts.received();
  private final RuntimeStage stage = RuntimeStage.of(Parts.with(1000, Overflow.REFUSE));
  private ActorRef<ActorMessage> actor;
  private ActorCell cell;

  @BeforeEach
  void begin() {
    actor = stage.task(Parts.KIND.name(), "tested", Parts.recorder(received));
    cell = stage.cell("tested");
    cell.setOpen(false);
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void consensusOvertakesBulkAndEachLaneKeepsItsOrder() {
    actor.tell(new Load(1));
    actor.tell(new Vote(1));
    actor.tell(new Load(2));
    actor.tell(new Vote(2));

    opens(4);

    assertThat(received).containsExactly(new Vote(1), new Vote(2), new Load(1), new Load(2));
  }

  @Test
  void theEnvelopeSaysTheLane() {
    actor.tell(new Load(1));
    actor.unsafeUpcast().tell(enclosed(new Load(2), Priority.CONSENSUS));
    actor.unsafeUpcast().tell(enclosed(new Vote(3), Priority.BULK));

    opens(3);

    assertThat(received).containsExactly(new Load(2), new Load(1), new Vote(3));
  }

  @Test
  void bulkHasItsTurnHoweverMuchConsensusThereIs() {
    actor.tell(new Load(1));
    actor.tell(new Load(2));
    IntStream.range(0, 200).forEach(i -> actor.tell(new Vote(i)));

    opens(202);

    assertThat(received.indexOf(new Load(1))).isEqualTo(63);
    assertThat(received.indexOf(new Load(2))).isEqualTo(127);
  }

  @Test
  void onlyControlMessagesPassAClosedGate() {
    actor.tell(new Vote(1));
    actor.tell(new Order(2));

    stage.await("the order has come", () -> !received.isEmpty());

    assertThat(received).containsExactly(new Order(2));
    opens(2);
    assertThat(received).containsExactly(new Order(2), new Vote(1));
  }

  @Test
  void purgingAnswersRequestsAndMakesDeadLettersOfTheRest() {
    var dead = new ConcurrentLinkedQueue<DeadLetter>();
    stage.runtime().keepDeadLetters(dead::add);
    var answers = stage.<String>probe();
    actor.tell(new Vote(1));
    actor.tell(new Load(2));
    actor.tell(new Question(3, answers.ref()));

    cell.purge(new Unavailable(Unavailable.Code.FAILED, "given up", Duration.ZERO));

    answers.expectMessage("3 failed");
    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Vote(1), new Load(2));
    assertThat(cell.stats().drops(DropCause.OUT_OF_SERVICE)).isEqualTo(3);
    assertThat(cell.depth(Priority.CONSENSUS) + cell.depth(Priority.BULK)).isZero();
    actor.tell(new Vote(4));
    opens(1);
  }

  @Test
  void whatWaitsWhenAnActorEndsIsAnsweredOrADeadLetter() {
    var dead = new ConcurrentLinkedQueue<DeadLetter>();
    stage.runtime().keepDeadLetters(dead::add);
    var answers = stage.<String>probe();
    actor.tell(new Vote(1));
    actor.tell(new Question(2, answers.ref()));

    stage.inContext(
        context -> {
          context.stop(actor);
          return actor;
        });

    answers.expectMessage("2 stopping");
    stage.await("the meters are folded", () -> stage.runtime().cell("/tested").isEmpty());
    assertThat(dead).extracting(DeadLetter::cause).containsExactly(DropCause.NO_RECIPIENT);
    var reading =
        stage.runtime().readings().stream()
            .filter(each -> each.kind().equals(Parts.KIND.name()))
            .findFirst()
            .orElseThrow();
    assertThat(reading.dropped()).containsEntry(DropCause.NO_RECIPIENT, 2L);
  }

  private void opens(int expected) {
    cell.setOpen(true);
    stage.await("all are delivered", () -> received.size() == expected);
  }

  private static Envelope<ActorMessage> enclosed(ActorMessage message, Priority priority) {
    return new Envelope<>(
        new MessageId(1), new MessageId(1), "test", TraceContext.NONE, priority, null, 1, message);
  }
}
