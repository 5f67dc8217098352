package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.ActorMessage;
import io.alys.messages.actor.Bulk;
import io.alys.messages.actor.DropCause;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BackPressureTest {

  private static final int ROUNDS = 10;

  private record Meet(ActorRef<ActorMessage> other) implements ActorMessage {}

  private record Ball(int bounces) implements Bulk {}

  private final RuntimeStage stage =
      RuntimeStage.of(Parts.with(4, Overflow.BACK_PRESSURE), "alys-runtime.max-pause = 1ms");

  @AfterEach
  void end() {
    stage.close();
  }

  /** Two that answer each ball with two fill each other's mailboxes and pause each other. */
  @Test
  void aCircleOfFullMailboxesGoesOn() {
    var handled = new AtomicLong();
    var one = stage.task(Parts.KIND.name(), "one", doubling(handled));
    var other = stage.task(Parts.KIND.name(), "other", doubling(handled));
    one.tell(new Meet(other));
    other.tell(new Meet(one));

    one.tell(new Ball(ROUNDS));

    stage.await(
        "the balls come to rest",
        () -> handled.get() > ROUNDS && stage.cell("one").depth(bulk()) == 0 && isIdle("other"));
    assertThat(stage.cell("one").stats().drops(DropCause.REFUSED)).isPositive();
  }

  private boolean isIdle(String name) {
    return stage.cell(name).depth(bulk()) == 0;
  }

  private static io.alys.messages.actor.Priority bulk() {
    return io.alys.messages.actor.Priority.BULK;
  }

  private static Behavior<ActorMessage> doubling(AtomicLong handled) {
    return Behaviors.receiveMessage(
        message ->
            message instanceof Meet meet ? playing(meet.other(), handled) : Behaviors.same());
  }

  private static Behavior<ActorMessage> playing(ActorRef<ActorMessage> other, AtomicLong handled) {
    return Behaviors.receiveMessage(
        message -> {
          handled.incrementAndGet();
          if (message instanceof Ball ball && ball.bounces() > 0) {
            other.tell(new Ball(ball.bounces() - 1));
            other.tell(new Ball(ball.bounces() - 1));
          }
          return Behaviors.same();
        });
  }
}
