package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.actors.runtime.MessageFilter.Delay;
import io.alys.actors.runtime.MessageFilter.Verdict;
import io.alys.actors.runtime.Parts.Deliver;
import io.alys.actors.runtime.Parts.Load;
import io.alys.actors.runtime.Parts.Order;
import io.alys.actors.runtime.Parts.Vote;
import io.alys.messages.ActorMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MessageFilterTest {

  private final RuntimeStage stage = RuntimeStage.of(Parts.with(100, Overflow.REFUSE));
  private final List<ActorMessage> received = Parts.received();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void eachMessageFollowsItsVerdict() {
    var actor = stage.task(Parts.KIND.name(), "tested", Parts.recorder(received));
    stage.runtime().filterMessages((sender, target, message) -> verdict(message));

    actor.tell(new Vote(1));
    actor.tell(new Vote(2));
    actor.tell(new Vote(3));
    actor.tell(new Vote(4));
    stage.await("the late one has come", () -> received.contains(new Vote(3)));

    assertThat(received).containsExactly(new Vote(2), new Vote(2), new Vote(4), new Vote(3));
    stage.runtime().filterMessages(null);
    actor.tell(new Vote(1));
    stage.await("nothing is in the way", () -> received.contains(new Vote(1)));
  }

  private static Verdict verdict(Object message) {
    return switch (((Vote) message).number()) {
      case 1 -> Verdict.DROP;
      case 2 -> Verdict.DUPLICATE;
      case 3 -> new Delay(Duration.ofMillis(20));
      default -> Verdict.DELIVER;
    };
  }

  @Test
  void itSeesWhoSendsWhatToWhom() {
    record Seen(String sender, String target, Object message) {}

    var seen = new ConcurrentLinkedQueue<Seen>();
    var actor = stage.task(Parts.KIND.name(), "tested", Parts.recorder(received));
    var sender = stage.task("sender", "sender", Parts.sender(Parts.received()));
    stage
        .runtime()
        .filterMessages(
            (from, target, message) -> {
              seen.add(new Seen(from, target.path(), message));
              return Verdict.DELIVER;
            });

    var order = new Deliver(actor, List.of(new Load(1), new Order(2)));
    sender.tell(order);
    stage.await("both have come", () -> received.size() == 2);

    assertThat(seen)
        .containsExactly(
            new Seen("", "/sender", order), new Seen("/sender", "/tested", new Load(1)));
  }
}
