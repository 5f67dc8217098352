package io.alys.node.admin;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.javadsl.Behaviors;
import io.alys.actors.bus.Address;
import io.alys.actors.bus.Bus;
import io.alys.actors.bus.ChaosActor;
import io.alys.actors.bus.DeadLetterLimits;
import io.alys.messages.actor.ChaosProtocol;
import io.alys.node.admin.ChaosOrders.Applied;
import io.alys.node.admin.ChaosOrders.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChaosDeskTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final ChaosDesk desk = new ChaosDesk(chaos(), Duration.ofSeconds(20));

  @AfterEach
  void endAll() {
    desk.apply("end", Map.of());
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void faultsAreAddedListedAndEnded() {
    var one = Map.of("to", "/chain/*", "percent", "30", "messages", "5", "for-ms", "60000");
    assertThat(desk.apply("lose", one))
        .isEqualTo(new Applied("1: Lose[] from ** to /chain/*, 30 %, met 0"));
    assertThat(desk.apply("delay", Map.of("from", "rpc", "to", "**", "by-ms", "20")))
        .isEqualTo(
            new Applied(
                "1: Lose[] from ** to /chain/*, 30 %, met 0; "
                    + "2: Delay[by=PT0.02S] from rpc to **, 100 %, met 0"));
    assertThat(desk.apply("end", Map.of("fault", "1")))
        .isEqualTo(new Applied("2: Delay[by=PT0.02S] from rpc to **, 100 %, met 0"));
    assertThat(desk.apply("end", Map.of())).isEqualTo(new Applied(""));
    assertThat(desk.apply("list", Map.of())).isEqualTo(new Applied(""));
  }

  @Test
  void whoStrikesNobodyIsToldSo() {
    assertThat(desk.apply("crash", Map.of("actors", "/nobody")))
        .isEqualTo(new Refused("no supervised actor has such a path"));
    assertThat(desk.apply("pause", Map.of("actors", "/nobody", "for-ms", "5")))
        .isEqualTo(new Refused("no supervised actor has such a path"));
  }

  @ParameterizedTest
  @CsvSource({
    "explode, actors, /chain, 'the verbs are crash, pause, lose, duplicate, delay, end and list'",
    "crash, actor, /chain, unknown parameter actor",
    "pause, actors, /chain, for-ms is missing",
    "lose, from, /chain, to is missing",
    "duplicate, percent, 0, to is missing",
    "delay, to, /chain, by-ms is missing",
    "end, fault, one, 'fault must be a whole number, not negative'",
  })
  void aWrongOrderIsRefusedWithWhatIsWrong(String verb, String name, String value, String why) {
    assertThat(desk.apply(verb, Map.of(name, value))).isEqualTo(new Refused(why));
  }

  private static Address<ChaosProtocol.Command> chaos() {
    TestProbe<Address<ChaosProtocol.Command>> made = KIT.createTestProbe();
    KIT.spawn(
        Behaviors.setup(
            context -> {
              var settings = new Bus.Settings(DeadLetterLimits.DEFAULT, InstantSource.system());
              made.ref().tell(Bus.start(context, settings).address(ChaosActor.start(context)));
              return Behaviors.empty();
            }));
    return made.receiveMessage();
  }
}
