package io.alys.integration.libp2p.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.identify.Identify;
import io.alys.integration.libp2p.identify.PeerDescription;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.ping.Ping;
import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two hosts on real sockets, and rude clients. */
final class HostTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ECHO = "/echo/1";

  private final List<Host> hosts = new ArrayList<>();
  private final Events events = new Events();
  private final Events dialerEvents = new Events();
  private final PrivateKey key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));
  private final PrivateKey dialerKey = PrivateKey.generate(KeyType.ED25519, new SeededRandom(2));
  private final Ping ping = new Ping(new SeededRandom(3), System::nanoTime);

  @AfterEach
  void closeHosts() {
    hosts.forEach(Host::close);
  }

  @Test
  void connectsIdentifiesAndPings() throws IOException {
    var address = listen(listener()).with(key.peerId());
    var connection = connect(address);

    assertThat(connection.peer()).isEqualTo(key.peerId());
    assertThat(connection.isDialer()).isTrue();
    var accepted = Events.next(events.connected);
    assertThat(accepted.peerKey()).isEqualTo(dialerKey.publicKey());
    assertThat(accepted.isDialer()).isFalse();

    var described = identify(connection);
    assertThat(described.names().agent()).isEqualTo("alys/test");
    assertThat(described.protocols()).containsExactly(ECHO);
    assertThat(described.observed().orElseThrow().ip()).contains(InetAddress.getLoopbackAddress());
    assertThat(ping(connection)).isPositive();
  }

  @Test
  void aGoodbyeEndsBothSides() throws IOException {
    var connection = connect(listen(listener()));
    Events.next(events.connected);

    connection.close("enough");

    assertThat(Events.next(dialerEvents.disconnected)).isEqualTo("enough");
    Events.next(events.disconnected);
    assertThat(connection.isOpen()).isFalse();
    var opening = open(connection, "/late");
    assertThat(Events.next(opening.failures)).contains("no stream can be opened");
  }

  @Test
  void anotherPeerThanTheDialledOneIsRefused() throws IOException {
    var address = listen(listener()).with(dialerKey.peerId());

    assertThat(failure(dial(address))).contains("dialled " + dialerKey.peerId());
    Events.next(events.turnedAway);
  }

  @Test
  void nobodyListens() throws IOException {
    var host = listener();
    var address = listen(host);
    host.close();

    assertThat(failure(dial(address))).startsWith("cannot connect to");
    assertThat(failure(dial(Multiaddr.parse("/ip4/1.1.1.1/udp/1/quic-v1"))))
        .startsWith("only TCP is dialled");
    assertThat(failure(dial(Multiaddr.parse("/dns4/does-not-exist.invalid/tcp/1"))))
        .isEqualTo("no such host: does-not-exist.invalid");
  }

  @Test
  void aProtocolThatThePeerDoesNotSpeakIsNoFault() throws IOException {
    var connection = connect(listen(listener()));

    var opening = open(connection, "/unknown/1");

    assertThat(Events.next(opening.failures)).isEqualTo("the peer speaks none of the protocols");
    assertThat(ping(connection)).isPositive();
    assertThat(events.faults).isEmpty();
    assertThat(dialerEvents.faults).isEmpty();
  }

  @Test
  void theGateTurnsPeersAwayOnceTheyProvedWhoTheyAre() throws IOException {
    var address = listen(keep(listenerBuilder().gate(refusing(dialerKey.peerId())).build()));

    assertThat(failure(dial(address))).isNotEmpty();
    assertThat(Events.next(events.turnedAway)).isEqualTo("banned");
    assertThat(events.connected).isEmpty();
  }

  @Test
  void theGateTurnsAddressesAwayUnheard() throws IOException {
    var gate =
        new Gate() {
          @Override
          public Optional<String> refusal(InetAddress address) {
            return Optional.of("banned address");
          }

          @Override
          public Optional<String> refusal(PeerId peer) {
            return Optional.empty();
          }
        };
    var address = listen(keep(listenerBuilder().gate(gate).build()));

    assertThat(failure(dial(address))).isNotEmpty();
    assertThat(Events.next(events.turnedAway)).isEqualTo("banned address");
    var dialer = keep(new HostBuilder(dialerKey, dialerEvents).gate(gate).build());
    assertThat(failure(dialer.dial(address).toCompletableFuture().join()))
        .isEqualTo("banned address");
  }

  @Test
  void connectionsOverTheLimitAreTurnedAwayAndPlacesComeBack() throws IOException {
    var limits =
        new ConnectionLimits(2, 2, 2, 2, new ConnectionLimits.Rate(100, Duration.ofSeconds(10)));
    var settings = settings(limits, LONG);
    var address = listen(keep(listenerBuilder().settings(settings).build()));
    var first = connect(address);
    connect(address);

    assertThat(failure(dial(address))).isNotEmpty();
    assertThat(Events.next(events.turnedAway)).isEqualTo("too many connections");
    first.close("making room");
    Events.next(events.disconnected);
    connect(address);
  }

  @Test
  void aClientThatSaysNothingIsCutOff() throws IOException {
    var settings = settings(ConnectionLimits.standard(), Duration.ofMillis(50));
    var host = keep(listenerBuilder().settings(settings).build());
    var address = listen(host).tcp().orElseThrow();

    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(Events.next(events.turnedAway)).isEqualTo("not upgraded in time");
    assertThat(host.connections()).isZero();
  }

  @Test
  void aClientThatSpeaksSomethingElseIsCutOffAtOnce() throws IOException {
    var address = listen(listener()).tcp().orElseThrow();

    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(new byte[100]);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    assertThat(Events.next(events.turnedAway)).startsWith("MULTISTREAM:");
  }

  @Test
  void twoPingStreamsArePermittedAndAThirdIsAFault() throws IOException {
    var connection = connect(listen(listener()));
    var openings = new ArrayList<Opening>();
    for (int i = 0; i < 3; i++) {
      openings.add(open(connection, Ping.PROTOCOL));
      Events.next(openings.getLast().streams);
    }

    assertThat(Events.next(events.faults).layer()).isEqualTo(PeerFault.Layer.PING);
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void theSlowReaderOfOneStreamDoesNotStallAnother() throws IOException {
    var connection = connect(listen(listener()));
    var slow = Events.next(open(connection, "/slow").streams);
    var filled = new LinkedBlockingQueue<Integer>();
    connection.execute(
        () -> {
          int written = 0;
          while (slow.write(new byte[10_000])) {
            written += 10_000;
          }
          filled.add(written);
        });

    assertThat(Events.next(filled)).isBetween(1 << 20, (1 << 20) + 300_000);
    assertThat(ping(connection)).isPositive();
  }

  @Test
  void listeningTwiceOnOnePortIsRefused() throws IOException {
    var address = listen(listener()).tcp().orElseThrow();

    assertThatThrownBy(() -> listener().listen(address))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on");
  }

  private static HostSettings settings(ConnectionLimits limits, Duration upgrade) {
    var standard = HostSettings.standard();
    return new HostSettings(
        limits,
        standard.streams(),
        new HostSettings.Timeouts(LONG, upgrade, LONG),
        LONG,
        standard.maxUnsentBytes());
  }

  private static Gate refusing(PeerId unwanted) {
    return new Gate() {
      @Override
      public Optional<String> refusal(InetAddress address) {
        return Optional.empty();
      }

      @Override
      public Optional<String> refusal(PeerId peer) {
        return peer.equals(unwanted) ? Optional.of("banned") : Optional.empty();
      }
    };
  }

  private HostBuilder listenerBuilder() {
    var self =
        new Identify.Self(
            new PeerDescription.Names("alys/1", "alys/test"),
            Bytes.of(key.publicKey().encode()),
            List.of(),
            List.of(ECHO));
    return new HostBuilder(key, events)
        .protocol(Identify.PROTOCOL, new Identify(() -> self))
        .protocol("/slow", (connection, stream, protocol) -> slowHandler())
        .protocol(Ping.PROTOCOL, ping);
  }

  private static StreamHandler slowHandler() {
    var handler = new RecordingHandler();
    handler.slow = true;
    return handler;
  }

  private Host listener() {
    return keep(listenerBuilder().build());
  }

  private Host keep(Host host) {
    hosts.add(host);
    return host;
  }

  private static Multiaddr listen(Host host) throws IOException {
    return Multiaddr.of(host.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  private DialResult dial(Multiaddr address) {
    var dialer = keep(new HostBuilder(dialerKey, dialerEvents).build());
    return dialer.dial(address).toCompletableFuture().join();
  }

  private PeerConnection connect(Multiaddr address) {
    return ((DialResult.Connected) dial(address)).connection();
  }

  private static String failure(DialResult result) {
    return ((DialResult.Failed) result).reason();
  }

  private static Opening open(PeerConnection connection, String protocol) {
    var opening = new Opening();
    connection.open(List.of(protocol), opening);
    return opening;
  }

  private Duration ping(PeerConnection connection) {
    var answers = new LinkedBlockingQueue<Duration>();
    ping.ask(
        connection,
        LONG,
        new Ping.Listener() {
          @Override
          public void answered(Duration roundTrip) {
            answers.add(roundTrip);
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
    return Events.next(answers);
  }

  private static PeerDescription identify(PeerConnection connection) {
    var answers = new LinkedBlockingQueue<PeerDescription>();
    Identify.ask(
        connection,
        LONG,
        new Identify.Listener() {
          @Override
          public void identified(PeerDescription peer) {
            answers.add(peer);
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
    return Events.next(answers);
  }

  private static final class Opening implements StreamOpening {
    final BlockingQueue<ByteStream> streams = new LinkedBlockingQueue<>();
    final BlockingQueue<String> failures = new LinkedBlockingQueue<>();

    @Override
    public StreamHandler opened(ByteStream stream, String protocol) {
      streams.add(stream);
      return new RecordingHandler();
    }

    @Override
    public void failed(String reason) {
      failures.add(reason);
    }
  }
}
