package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Workers.Seen;
import io.alys.actors.supervision.Addresses;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Supervisor;
import io.alys.actors.supervision.SupervisorProtocol;
import io.alys.messages.actor.ChaosProtocol.AddFault;
import io.alys.messages.actor.ChaosProtocol.Command;
import io.alys.messages.actor.ChaosProtocol.CrashActors;
import io.alys.messages.actor.ChaosProtocol.Delay;
import io.alys.messages.actor.ChaosProtocol.Duplicate;
import io.alys.messages.actor.ChaosProtocol.EndFault;
import io.alys.messages.actor.ChaosProtocol.Extent;
import io.alys.messages.actor.ChaosProtocol.Fault;
import io.alys.messages.actor.ChaosProtocol.FaultResult;
import io.alys.messages.actor.ChaosProtocol.Faults;
import io.alys.messages.actor.ChaosProtocol.Lose;
import io.alys.messages.actor.ChaosProtocol.PauseActors;
import io.alys.messages.actor.ChaosProtocol.StrikeResult;
import io.alys.messages.actor.ChaosProtocol.Struck;
import io.alys.messages.actor.Priority;
import io.alys.workflows.supervision.SupervisionStrategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChaosActorTest {
  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final TestProbe<FaultResult> faults = fixture.kit().createTestProbe();
  private final TestProbe<StrikeResult> strikes = fixture.kit().createTestProbe();
  private final ActorRef<Command> chaos = fixture.inRoot(ChaosActor::start);
  private final ActorRef<Work.Command> worker =
      fixture.spawn("worker", Workers.working(seen.ref()::tell));
  private final Address<Work.Command> address = fixture.bus().address(worker);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void losesWhatItIsToldTo() {
    add(new Fault("**", "/top/worker", new Lose(), 100, new Extent(2, null)));

    address.tell(new Work.Note(1));
    address.tell(new Work.Note(2));
    address.tell(new Work.Note(3));

    assertThat(seen.receiveMessage().number()).isEqualTo(3);
  }

  @Test
  void doublesWhatItIsToldTo() {
    add(new Fault("**", "/top/worker", new Duplicate(), 100, new Extent(1, null)));

    address.tell(new Work.Note(1));
    address.tell(new Work.Note(2));

    assertThat(seen.receiveSeveralMessages(3)).extracting(Seen::number).containsExactly(1, 1, 2);
  }

  @Test
  void delaysWhatItIsToldTo() {
    var delay = new Delay(Duration.ofMillis(50));
    add(new Fault("**", "/top/worker", delay, 100, new Extent(1, null)));

    address.tell(new Work.Note(1));
    address.tell(new Work.Note(2));

    assertThat(seen.receiveSeveralMessages(2)).extracting(Seen::number).containsExactly(2, 1);
  }

  @Test
  void allIsAsBeforeWhenTheFaultsHaveEnded() {
    assertThat(add(Fault.always("**", "/top/**", new Lose())).faults()).hasSize(1);
    chaos.tell(new EndFault(null, faults.ref()));
    assertThat(((Faults) faults.receiveMessage()).faults()).isEmpty();

    address.tell(new Work.Note(1));

    assertThat(seen.receiveMessage().number()).isEqualTo(1);
  }

  @Test
  void aSupervisedActorFailsByOrderAndServesAgain() {
    var supervised = supervised();
    chaos.tell(new CrashActors("/*/chaos-victim", "a test", strikes.ref()));

    strikes.expectMessage(new Struck(List.of("/tree/chaos-victim")));

    fixture.await(() -> fixture.cell(supervised).stats().restarts() == 1);
    assertThat(answerOf(supervised, 2)).isEqualTo(new Work.Done(2));
  }

  @Test
  void aPausedActorTakesItsMessagesLater() {
    var supervised = supervised();
    var length = Duration.ofMillis(200);
    chaos.tell(new PauseActors("/tree/*", length, strikes.ref()));
    strikes.expectMessage(new Struck(List.of("/tree/chaos-victim")));
    fixture.await(() -> !fixture.cell(supervised).isOpen());

    supervised.tell(new Work.Note(3));

    assertThat(fixture.cell(supervised).depth(Priority.BULK)).isEqualTo(1);
    assertThat(seen.receiveMessage().number()).isEqualTo(3);
  }

  @Test
  void theMachineryIsNotStruck() {
    chaos.tell(new CrashActors("**", "a test", strikes.ref()));

    strikes.expectMessage(new Struck(List.of()));
  }

  private ActorRef<Work.Command> supervised() {
    var key = ChildKey.<Work.Command>of("chaos-victim");
    var limit = new SupervisionStrategy.RestartLimit(3, Duration.ofSeconds(10));
    var spec =
        ChildSpec.of(
            key,
            BusFixture.WORKER,
            new SupervisionStrategy.OneForOne(limit),
            others -> Workers.working(seen.ref()::tell));
    var supervisor = fixture.kit().spawn(Supervisor.create(List.of(spec), List.of()), "tree");
    TestProbe<Addresses> addresses = fixture.kit().createTestProbe();
    supervisor.tell(new SupervisorProtocol.GetAddresses(addresses.ref()));
    var actor = addresses.receiveMessage().of(key);
    assertThat(answerOf(actor, 1)).isEqualTo(new Work.Done(1));
    assertThat(seen.receiveMessage().number()).isEqualTo(1);
    return actor;
  }

  private Work.Result answerOf(ActorRef<Work.Command> actor, int number) {
    TestProbe<Work.Result> results = fixture.kit().createTestProbe();
    actor.tell(new Work.Job(number, results.ref()));
    return results.receiveMessage();
  }

  private Faults add(Fault fault) {
    chaos.tell(new AddFault(fault, faults.ref()));
    return (Faults) faults.receiveMessage();
  }
}
