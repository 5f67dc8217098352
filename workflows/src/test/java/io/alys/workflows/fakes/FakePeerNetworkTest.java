package io.alys.workflows.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.peers.PeerDetails;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.IpAddress;
import io.alys.messages.types.PeerAddress;
import io.alys.messages.types.PeerId;
import io.alys.workflows.ports.PeerListener;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FakePeerNetworkTest extends PeerTransportContract {

  private final FakePeerNetwork network = new FakePeerNetwork(7);

  @Override
  protected PeerTransport create(int number) {
    network.delay(Duration.ofMillis(1), Duration.ofMillis(30));
    return network.node(number);
  }

  @Override
  protected void await(String what, BooleanSupplier condition) {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      network.settle();
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  @Test
  void lostGossipDoesNotArriveAndLostAnswersTimeOut() {
    var one = network.node(1);
    var two = network.node(2);
    var _ = one.dial(FakePeerNetwork.addressOf(2));
    network.settle();
    var gossip = new RecordedGossip(two, Verdict.ACCEPT);
    two.subscribe(TOPIC, gossip);
    two.serve(NUMBERS, (peer, body, responder) -> responder.end());
    var answer = new RecordedAnswer();

    network.lose(1);
    var _ = one.publish(TOPIC, Bytes.of((byte) 1));
    answer.keep(one.request(two.self(), NUMBERS, Bytes.EMPTY, answer));
    network.settle();
    assertThat(answer.isOver()).isFalse();
    network.runFor(NUMBERS.timeout());

    assertThat(gossip.payloads()).isEmpty();
    assertThat(answer.end()).startsWith("TIMED_OUT");
  }

  @Test
  void theEndOfAConnectionIsHeardOfBeforeTheNextOneBegins() {
    var heard = new ArrayList<String>();
    var one = network.node(1);
    connect();
    one.open(
        new PeerListener() {
          @Override
          public void connected(PeerId peer, PeerAddress address, boolean dialled) {
            heard.add("connected");
          }

          @Override
          public void disconnected(PeerId peer, Departure departure) {
            heard.add("disconnected");
          }

          @Override
          public void identified(PeerId peer, PeerDetails details) {}

          @Override
          public void fault(PeerId peer, FaultLayer layer, String reason) {}

          @Override
          public void turnedAway(IpAddress address, String reason) {}
        });
    network.settle();

    var _ = one.dial(FakePeerNetwork.addressOf(2));
    network.cut(id(1), id(2), "a test");
    network.settle();

    assertThat(one.peers()).containsExactly(id(2));
    assertThat(heard).containsExactly("connected", "disconnected", "connected");
  }

  @Test
  void partitionsEndConnectionsUntilTheyAreHealed() {
    var one = network.node(1);
    var _ = one.dial(FakePeerNetwork.addressOf(2));
    network.settle();

    network.partition(List.of(Set.of(id(1)), Set.of(id(2))));
    var _ = one.dial(FakePeerNetwork.addressOf(2));
    network.settle();

    assertThat(one.peers()).isEmpty();
    network.heal();
    var _ = one.dial(FakePeerNetwork.addressOf(2));
    network.settle();
    assertThat(one.peers()).containsExactly(id(2));
  }

  @Test
  void delaysAreThoseOfTheSeed() {
    network.delay(Duration.ofMillis(5), Duration.ofMillis(50));
    var _ = network.node(1).dial(FakePeerNetwork.addressOf(2));
    network.settle();

    var other = new FakePeerNetwork(7);
    other.delay(Duration.ofMillis(5), Duration.ofMillis(50));
    for (int i = 1; i <= 2; i++) {
      other.node(i).open(new RecordedPeers());
    }
    var _ = other.node(1).dial(FakePeerNetwork.addressOf(2));
    other.settle();

    assertThat(network.time()).isEqualTo(other.time()).isGreaterThan(Duration.ofMillis(10));
  }

  private static PeerId id(int number) {
    return FakePeerNetwork.idOf(number);
  }
}
