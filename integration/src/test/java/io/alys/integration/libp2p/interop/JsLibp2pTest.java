package io.alys.integration.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.EchoHandler;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.connection.DialResult;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.identify.Identify;
import io.alys.integration.libp2p.identify.PeerDescription;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.ping.Ping;
import io.alys.integration.testing.JsPeer;
import io.alys.messages.types.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An independent implementation dials us, and we dial it, with keys of both kinds. */
final class JsLibp2pTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ECHO = "/alys/test/echo/1";
  private static final int BIG = 3_000_000;

  private final Events events = new Events();
  private final Ping ping = new Ping(new SeededRandom(3), System::nanoTime);
  private final List<Host> hosts = new ArrayList<>();

  @AfterEach
  void closeHost() {
    hosts.forEach(Host::close);
  }

  @ParameterizedTest
  @CsvSource({"SECP256K1, Ed25519", "ED25519, secp256k1"})
  void theyDialUs(KeyType ours, String theirs) throws IOException {
    var own = listen(PrivateKey.generate(ours, new SeededRandom(7)));
    try (var peer = new JsPeer(theirs)) {
      peer.tell("dial " + own);

      var connection = Events.next(events.connected);
      assertThat(peer.address()).endsWith("/p2p/" + connection.peer());
      assertThat(peer.next("dialled").get("peer").asString())
          .isEqualTo(own.peerId().orElseThrow().toString());
      var seen = peer.next("identified");
      assertThat(seen.get("agent").asString()).isEqualTo("alys/test");
      assertThat(seen.get("protocols").toString()).contains(ECHO);
      peer.tell("ping " + own);
      peer.next("pinged");
      peer.tell("echo " + own + " " + BIG);
      var echoed = peer.next("echoed");
      assertThat(echoed.get("size").asInt()).isEqualTo(BIG);
      assertThat(echoed.get("same").asBoolean()).isTrue();
      assertThat(identify(connection).names().agent()).startsWith("js-libp2p/3.3.11");
      ping(connection);
    }
    assertThat(events.faults).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SECP256K1, secp256k1", "ED25519, Ed25519"})
  void weDialThem(KeyType ours, String theirs) throws IOException {
    listen(PrivateKey.generate(ours, new SeededRandom(8)));
    try (var peer = new JsPeer(theirs)) {
      var dialled =
          hosts.getFirst().dial(Multiaddr.parse(peer.address())).toCompletableFuture().join();

      var connection = ((DialResult.Connected) dialled).connection();
      var described = identify(connection);
      assertThat(described.names().agent()).startsWith("js-libp2p/3.3.11");
      assertThat(described.protocols()).contains(ECHO, Ping.PROTOCOL, Identify.PROTOCOL);
      assertThat(described.addresses()).isNotEmpty();
      ping(connection);
      ping(connection);
      assertThat(echo(connection)).hasSize(BIG).isEqualTo(pattern());
      assertThat(peer.next("identified").get("agent").asString()).isEqualTo("alys/test");
    }
    assertThat(events.faults).isEmpty();
  }

  private Multiaddr listen(PrivateKey key) throws IOException {
    var self =
        new Identify.Self(
            new PeerDescription.Names("alys/1", "alys/test"),
            Bytes.of(key.publicKey().encode()),
            List.of(),
            List.of(ECHO, Ping.PROTOCOL, Identify.PROTOCOL));
    var host =
        new HostBuilder(key, events)
            .protocol(Identify.PROTOCOL, new Identify(() -> self))
            .protocol(Ping.PROTOCOL, ping)
            .protocol(ECHO, (connection, stream, protocol) -> new EchoHandler())
            .build();
    hosts.add(host);
    var socket = host.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return Multiaddr.of(socket).with(key.peerId());
  }

  private void ping(PeerConnection connection) {
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
    assertThat(Events.next(answers)).isPositive();
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

  private static byte[] pattern() {
    var bytes = new byte[BIG];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 1_000);
    }
    return bytes;
  }

  private static byte[] echo(PeerConnection connection) {
    var results = new LinkedBlockingQueue<byte[]>();
    connection.open(
        List.of(ECHO),
        new StreamOpening() {
          @Override
          public StreamHandler opened(ByteStream stream, String protocol) {
            var sender = new Sender(results);
            sender.onWritable(stream);
            return sender;
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
    return Events.next(results);
  }

  /** Sends the pattern as fast as there is room, and keeps what comes back. */
  private static final class Sender implements StreamHandler {
    private final byte[] pattern = pattern();
    private final LinkedBlockingQueue<byte[]> results;
    private final RecordingHandler received = new RecordingHandler();
    private int sent;

    Sender(LinkedBlockingQueue<byte[]> results) {
      this.results = results;
    }

    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {
      received.onBytes(stream, bytes);
    }

    @Override
    public void onWritable(ByteStream stream) {
      while (sent < BIG && stream.write(Arrays.copyOfRange(pattern, sent, sent + 50_000))) {
        sent += 50_000;
      }
      if (sent == BIG) {
        stream.closeWrite();
      }
    }

    @Override
    public void onClosed(ByteStream stream, End end) {
      results.add(received.received());
    }
  }
}
