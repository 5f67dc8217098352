package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Workers.Seen;
import io.alys.messages.actor.Priority;
import io.alys.messages.actor.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GroupTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Unavailable BACKOFF =
      new Unavailable(Unavailable.Code.RESTARTING, "it waits", Duration.ofSeconds(1));

  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final AtomicIntegerArray handled = new AtomicIntegerArray(3);
  private final CompletableFuture<Boolean> gate = new CompletableFuture<>();

  @AfterEach
  void stop() {
    gate.complete(true);
    fixture.close();
  }

  @Test
  void equalsTakeTurns() {
    var members = stuck(3);
    var group = fixture.bus().group("workers", members);

    for (int i = 0; i < 6; i++) {
      group.tell(new Work.Note(i));
    }

    fixture.await(() -> members.stream().allMatch(member -> depth(member) == 1));
  }

  @Test
  void theOneWithLeastToDoIsNext() {
    var members = stuck(3);
    var group = fixture.bus().group("workers", members);
    var random = new Random(3);
    members.forEach(member -> member.tell(new Work.Note(0)));
    fixture.await(() -> members.stream().allMatch(member -> depth(member) == 0));
    for (int i = 0; i < 40; i++) {
      members.get(random.nextInt(2)).tell(new Work.Note(i));
    }

    for (int i = 0; i < 80; i++) {
      group.tell(new Work.Note(i));
    }

    assertThat(members).allSatisfy(member -> assertThat(depth(member)).isEqualTo(40));
  }

  @Test
  void aMemberOutOfServiceGetsNothing() {
    var members = counting();
    var group = fixture.bus().group("workers", members);
    fixture.cell(members.get(1)).refuseWith(BACKOFF);

    ask(group, 300);

    assertThat(handled.get(0)).isEqualTo(150);
    assertThat(handled.get(1)).isZero();
    assertThat(handled.get(2)).isEqualTo(150);
  }

  @Test
  void aMemberThatHasStoppedGetsNothing() {
    var members = counting();
    var group = fixture.bus().group("workers", members);
    fixture.stop(members.get(2));

    ask(group, 300);

    assertThat(handled.get(0) + handled.get(1)).isEqualTo(300);
  }

  @Test
  void aMemberBehindAClosedGateWaitsWhileOthersServe() {
    var members = counting();
    var group = fixture.bus().group("workers", members);
    fixture.cell(members.get(0)).setOpen(false);

    ask(group, 300);

    assertThat(handled.get(1) + handled.get(2)).isEqualTo(300);
  }

  @Test
  void aGroupWithoutServiceRefusesInItsMembersWords() {
    var members = counting();
    var group = fixture.bus().group("workers", members);
    members.forEach(member -> fixture.cell(member).refuseWith(BACKOFF));

    var answer =
        group.ask(Caller.named("rpc"), LONG, (ActorRef<Work.Result> me) -> new Work.Job(1, me));

    assertThat(answer).succeedsWithin(LONG).isEqualTo(new Work.Refused(1, BACKOFF));
  }

  private void ask(Group<Work.Command> group, int times) {
    for (int i = 0; i < times; i++) {
      int number = i;
      var answer =
          group.ask(
              Caller.named("rpc"), LONG, (ActorRef<Work.Result> me) -> new Work.Job(number, me));
      assertThat(answer).succeedsWithin(LONG).isEqualTo(new Work.Done(number));
    }
  }

  private int depth(ActorRef<?> member) {
    return fixture.cell(member).depth(Priority.BULK);
  }

  private List<ActorRef<Work.Command>> stuck(int count) {
    var members = new ArrayList<ActorRef<Work.Command>>();
    for (int i = 0; i < count; i++) {
      members.add(fixture.spawn("worker-" + i, Workers.stuck(gate, seen.ref()::tell)));
    }
    return members;
  }

  private List<ActorRef<Work.Command>> counting() {
    var members = new ArrayList<ActorRef<Work.Command>>();
    for (int i = 0; i < handled.length(); i++) {
      int index = i;
      members.add(
          fixture.spawn("worker-" + i, Workers.working(_ -> handled.incrementAndGet(index))));
    }
    return members;
  }
}
