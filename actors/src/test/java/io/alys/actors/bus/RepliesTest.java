package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.alys.actors.bus.Workers.Seen;
import io.alys.messages.actor.DropCause;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepliesTest {
  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final CompletableFuture<Integer> future = new CompletableFuture<>();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aResultComesInTheConversationThatItBelongsTo() {
    var actor = fixture.spawn("actor", Workers.waiting(seen.ref()::tell));
    fixture.bus().address(actor).tell(new Workers.Await(future));
    var asked = seen.receiveMessage();

    future.complete(5);

    assertThat(seen.receiveMessage()).isEqualTo(new Seen(5, asked.correlation(), asked.trace()));
  }

  @Test
  void aFailureComesAsAMessageToo() {
    var actor = fixture.spawn("actor", Workers.waiting(seen.ref()::tell));
    actor.tell(new Workers.Await(future));
    seen.receiveMessage();

    future.completeExceptionally(new IllegalStateException("no"));

    assertThat(seen.receiveMessage().number()).isEqualTo(-1);
  }

  @Test
  void aBehaviourNeverSeesWhatTheOneBeforeItWaitedFor() {
    var actor = fixture.spawn("actor", Workers.waiting(seen.ref()::tell));
    actor.tell(new Workers.Await(future));
    seen.receiveMessage();
    fixture.cell(actor).nextIncarnation();

    future.complete(5);
    fixture.await(() -> fixture.drops(actor, DropCause.STALE) == 1);
    actor.tell(new Workers.Ended(6));

    assertThat(seen.receiveMessage().number()).isEqualTo(6);
  }

  @Test
  void anActorOutsideTheRuntimeGetsItsResultsAsWell() {
    var actor = fixture.kit().spawn(Workers.waiting(seen.ref()::tell));
    actor.tell(new Workers.Await(future));
    seen.receiveMessage();

    future.complete(5);

    assertThat(seen.receiveMessage().number()).isEqualTo(5);
  }
}
