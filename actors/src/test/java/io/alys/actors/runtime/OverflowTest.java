package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.runtime.Parts.Deliver;
import io.alys.actors.runtime.Parts.Load;
import io.alys.actors.runtime.Parts.Question;
import io.alys.actors.runtime.Parts.Vote;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.Priority;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OverflowTest {

  private static final int CAPACITY = 4;

  private final List<ActorMessage> received = Parts.received();
  private final ConcurrentLinkedQueue<DeadLetter> dead = new ConcurrentLinkedQueue<>();
  private RuntimeStage stage = RuntimeStage.of(RuntimeSetup.standard());

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theOldestMakesWay() {
    var actor = closed(Overflow.DROP_OLDEST);

    IntStream.rangeClosed(1, 6).forEach(i -> actor.tell(new Vote(i)));

    assertThat(cell().depth(Priority.CONSENSUS)).isEqualTo(CAPACITY);
    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Vote(1), new Vote(2));
    assertThat(cell().stats().drops(DropCause.DROPPED_OLDEST)).isEqualTo(2);
    opensAndDelivers(new Vote(3), new Vote(4), new Vote(5), new Vote(6));
  }

  @Test
  void theNewestIsTurnedAway() {
    var actor = closed(Overflow.DROP_NEWEST);

    IntStream.rangeClosed(1, 6).forEach(i -> actor.tell(new Load(i)));

    assertThat(cell().depth(Priority.BULK)).isEqualTo(CAPACITY);
    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Load(5), new Load(6));
    assertThat(cell().stats().drops(DropCause.DROPPED_NEWEST)).isEqualTo(2);
    opensAndDelivers(new Load(1), new Load(2), new Load(3), new Load(4));
  }

  @Test
  void aRefusedRequestIsAnsweredAtOnceAndAnythingElseIsADeadLetter() {
    var actor = closed(Overflow.REFUSE);
    var answers = stage.<String>probe();

    IntStream.rangeClosed(1, 4).forEach(i -> actor.tell(new Vote(i)));
    actor.tell(new Question(5, answers.ref()));
    actor.tell(new Vote(6));

    answers.expectMessage("5 overloaded");
    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Vote(6));
    assertThat(cell().stats().drops(DropCause.REFUSED)).isEqualTo(2);
    opensAndDelivers(new Vote(1), new Vote(2), new Vote(3), new Vote(4));
  }

  @Test
  void aDroppedRequestIsAnswered() {
    var actor = closed(Overflow.DROP_OLDEST);
    var answers = stage.<String>probe();

    actor.tell(new Question(1, answers.ref()));
    IntStream.rangeClosed(2, 5).forEach(i -> actor.tell(new Vote(i)));

    answers.expectMessage("1 overloaded");
    assertThat(dead).isEmpty();
  }

  @Test
  void lanesHaveRoomOfTheirOwn() {
    var actor = closed(Overflow.DROP_NEWEST);

    IntStream.rangeClosed(1, 6).forEach(i -> actor.tell(new Load(i)));
    IntStream.rangeClosed(1, 4).forEach(i -> actor.tell(new Vote(i)));

    assertThat(cell().depth(Priority.CONSENSUS)).isEqualTo(CAPACITY);
    assertThat(cell().stats().drops(DropCause.DROPPED_NEWEST)).isEqualTo(2);
  }

  @Test
  void underBackPressureASendingActorTakesNoBulkMessagesUntilThereIsRoom() {
    var actor = closed(Overflow.BACK_PRESSURE);
    var atSender = Parts.received();
    var sender = stage.task("sender", "sender", Parts.sender(atSender));

    sender.tell(new Deliver(actor, loads(1, 6)));
    stage.await("six have come", () -> cell().depth(Priority.BULK) == 6);
    sender.tell(new Load(7));
    sender.tell(new Vote(8));
    stage.await("votes get through", () -> atSender.contains(new Vote(8)));

    assertThat(atSender).containsExactly(new Vote(8));
    assertThat(stage.cell("sender").depth(Priority.BULK)).isEqualTo(1);
    cell().setOpen(true);
    stage.await("the sender goes on", () -> atSender.contains(new Load(7)));
    stage.await("nothing is lost", () -> received.equals(loads(1, 6)));
  }

  @Test
  void underBackPressureNobodyGetsBeyondTwiceTheCapacity() {
    var actor = closed(Overflow.BACK_PRESSURE);
    var sender = stage.task("sender", "sender", Parts.sender(Parts.received()));

    sender.tell(new Deliver(actor, loads(1, 10)));

    stage.await("two are refused", () -> cell().stats().drops(DropCause.REFUSED) == 2);
    assertThat(cell().depth(Priority.BULK)).isEqualTo(2 * CAPACITY);
  }

  @Test
  void underBackPressureAThreadThatIsNoActorIsRefused() {
    var actor = closed(Overflow.BACK_PRESSURE);

    loads(1, 6).forEach(actor::tell);

    assertThat(cell().depth(Priority.BULK)).isEqualTo(CAPACITY);
    assertThat(cell().stats().drops(DropCause.REFUSED)).isEqualTo(2);
  }

  @Test
  void whatAnActorTellsItselfIsNotDisplaced() {
    var actor = closed(Overflow.DROP_OLDEST, tellingItself());
    cell().setOpen(true);
    actor.tell(new Load(0));
    stage.await("it has told itself", () -> cell().depth(Priority.CONSENSUS) == 2);

    IntStream.rangeClosed(1, 6).forEach(i -> actor.tell(new Vote(i)));

    assertThat(dead).extracting(DeadLetter::message).containsExactly(new Vote(1), new Vote(2));
    opensAndDelivers(
        new Vote(101), new Vote(102), new Vote(3), new Vote(4), new Vote(5), new Vote(6));
  }

  private Behavior<ActorMessage> tellingItself() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                message -> {
                  if (message instanceof Load) {
                    cell().setOpen(false);
                    context.getSelf().tell(new Vote(101));
                    context.getSelf().tell(new Vote(102));
                  } else {
                    received.add(message);
                  }
                  return Behaviors.same();
                }));
  }

  private void opensAndDelivers(ActorMessage... expected) {
    cell().setOpen(true);
    stage.await("all are delivered", () -> received.equals(List.of(expected)));
  }

  private ActorRef<ActorMessage> closed(Overflow overflow) {
    return closed(overflow, Parts.recorder(received));
  }

  private ActorRef<ActorMessage> closed(Overflow overflow, Behavior<ActorMessage> behavior) {
    stage.close();
    stage = RuntimeStage.of(Parts.with(CAPACITY, overflow), "alys-runtime.max-pause = 1h");
    stage.runtime().keepDeadLetters(dead::add);
    var actor = stage.task(Parts.KIND.name(), "tested", behavior);
    cell().setOpen(false);
    return actor;
  }

  private ActorCell cell() {
    return stage.cell("tested");
  }

  private static List<ActorMessage> loads(int first, int last) {
    return IntStream.rangeClosed(first, last).<ActorMessage>mapToObj(Load::new).toList();
  }
}
