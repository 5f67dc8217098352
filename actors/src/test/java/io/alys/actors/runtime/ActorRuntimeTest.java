package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.messages.actor.LifecycleState;
import io.alys.messages.actor.Request;
import io.alys.messages.actor.Unavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ActorRuntimeTest {

  private record Question(String text, ActorRef<String> replyTo) implements Request<String> {
    @Override
    public String unavailable(Unavailable why) {
      return "unavailable: " + why.id();
    }
  }

  private final RuntimeStage stage = RuntimeStage.of(RuntimeSetup.standard());

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void tasksAreFoundByTheirPathUntilTheyEnd() {
    var echo =
        stage.<Question>task(
            "echo",
            "one",
            Behaviors.receiveMessage(
                question -> {
                  question.replyTo().tell(question.text());
                  return Behaviors.stopped();
                }));
    var cell = stage.cell("one");
    var answers = stage.<String>probe();

    assertThat(cell.state()).isEqualTo(LifecycleState.RUNNING);
    echo.tell(new Question("hello", answers.ref()));

    answers.expectMessage("hello");
    answers.expectTerminated(echo);
    stage.await("the cell's end", () -> stage.runtime().cell("/one").isEmpty());
  }
}
