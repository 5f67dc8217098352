package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.alys.actors.bus.Workers.Seen;
import io.alys.messages.actor.ChaosProtocol.AddFault;
import io.alys.messages.actor.ChaosProtocol.Command;
import io.alys.messages.actor.ChaosProtocol.Delay;
import io.alys.messages.actor.ChaosProtocol.Duplicate;
import io.alys.messages.actor.ChaosProtocol.EndFault;
import io.alys.messages.actor.ChaosProtocol.Extent;
import io.alys.messages.actor.ChaosProtocol.Fault;
import io.alys.messages.actor.ChaosProtocol.FaultResult;
import io.alys.messages.actor.ChaosProtocol.Faults;
import io.alys.messages.actor.ChaosProtocol.Lose;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChaosActorTest {
  private final BusFixture fixture = new BusFixture();
  private final TestProbe<Seen> seen = fixture.kit().createTestProbe();
  private final TestProbe<FaultResult> faults = fixture.kit().createTestProbe();
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

  private Faults add(Fault fault) {
    chaos.tell(new AddFault(fault, faults.ref()));
    return (Faults) faults.receiveMessage();
  }
}
