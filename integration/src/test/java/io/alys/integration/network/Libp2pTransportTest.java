package io.alys.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.connection.HostSettings;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.messages.peers.Goodbye;
import io.alys.workflows.fakes.PeerTransportContract;
import io.alys.workflows.fakes.RecordedPeers;
import io.alys.workflows.peers.RequestKinds;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.TransportFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of the network, over sockets. */
final class Libp2pTransportTest extends PeerTransportContract {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SecureRandom random = new SecureRandom();
  private final List<PeerTransport> made = new ArrayList<>();

  @Override
  protected PeerTransport create(int number) {
    var transport = transport(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    made.add(transport);
    return transport;
  }

  private Libp2pTransport transport(InetSocketAddress listen) {
    var settings =
        new Libp2pSettings(
            PrivateKey.generate(KeyType.SECP256K1, random),
            listen,
            new Libp2pSettings.Self("alys/test", List.of()),
            List.of(NUMBERS, UNSERVED, RequestKinds.GOODBYE),
            HostSettings.standard(),
            Libp2pSettings.gossip(1 << 20).heartbeat(Duration.ofMillis(100)));
    return new Libp2pTransport(settings, random);
  }

  @Override
  protected void await(String what, BooleanSupplier condition) {
    var end = Instant.now().plus(LIMIT);
    boolean holds = condition.getAsBoolean();
    while (!holds && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      holds = condition.getAsBoolean();
    }
    assertThat(holds).as(what).isTrue();
  }

  @AfterEach
  void closeAll() {
    made.forEach(PeerTransport::close);
  }

  @Test
  void twoThatDialEachOtherAtOnceKeepOneConnection() {
    for (int i = 0; i < 20; i++) {
      var first = one.dial(address(two));
      var second = two.dial(address(one));
      await("both dials", () -> first.toCompletableFuture().isDone());
      await("both dials", () -> second.toCompletableFuture().isDone());

      await("one connection", () -> one.counters().connections().open() == 1);
      await("one connection", () -> two.counters().connections().open() == 1);
      one.disconnect(two.self(), Goodbye.SHUTDOWN);
      await("its end", () -> one.counters().connections().open() == 0);
      await("its end", () -> two.counters().connections().open() == 0);
    }

    assertThat(seenByOne.connected()).hasSameSizeAs(seenByOne.departures());
    assertThat(seenByTwo.connected()).hasSameSizeAs(seenByTwo.departures());
  }

  @Test
  void anAddressWithoutANameLeadsToThePeerThatIsThere() {
    connect();

    assertThat(dial(one, address(two).withoutPeer()))
        .isEqualTo(new PeerTransport.DialResult.Connected(two.self()));
    await("one connection", () -> one.counters().connections().open() == 1);
    await("one connection", () -> two.counters().connections().open() == 1);
    assertThat(seenByOne.connected()).containsExactly(two.self());
    assertThat(seenByTwo.connected()).containsExactly(one.self());
  }

  @Test
  void aTakenPortIsRefusedWithWhatToDo() {
    var taken = Integer.parseInt(address(one).withoutPeer().text().split("/")[4]);
    var late = transport(new InetSocketAddress(InetAddress.getLoopbackAddress(), taken));

    assertThatThrownBy(() -> late.open(new RecordedPeers()))
        .isInstanceOf(TransportFailure.class)
        .hasMessageContaining("alys.p2p.port");
    late.close();
  }
}
