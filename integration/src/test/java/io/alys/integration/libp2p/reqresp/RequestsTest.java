package io.alys.integration.libp2p.reqresp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.connection.DialResult;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests between two hosts on real sockets. */
final class RequestsTest {

  private static final RequestProtocol BLOCKS =
      protocol("/eth2/chain/req/blocks_by_range/1/ssz_snappy", 16, 100_000, 2_000);
  private static final RequestProtocol METADATA =
      protocol("/eth2/chain/req/metadata/1/ssz_snappy", 0, 17, 1);

  private final List<Host> hosts = new ArrayList<>();
  private final Events events = new Events();
  private final Answer answer = new Answer();

  @AfterEach
  void closeHosts() {
    hosts.forEach(Host::close);
  }

  @Test
  void anAnswerOfManyChunksArrivesInOrder() throws IOException {
    var connection = connect(BLOCKS, (peer, body, responder) -> new Sending(responder, 500).run());

    Requests.send(connection, BLOCKS, new byte[16], answer);

    for (int i = 0; i < 500; i++) {
      assertThat(answer.next()).isEqualTo("chunk of 10000 with " + i % 100);
    }
    assertThat(answer.next()).isEqualTo("end");
  }

  @Test
  void aSlowListenerStallsTheAnsweringPeer() throws IOException {
    var sendings = new LinkedBlockingQueue<Sending>();
    var connection =
        connect(
            BLOCKS,
            (peer, body, responder) -> {
              var sending = new Sending(responder, 2_000);
              sendings.add(sending);
              sending.run();
            });
    answer.slow = true;
    Requests.send(connection, BLOCKS, new byte[16], answer);

    for (int i = 0; i < 4; i++) {
      assertThat(answer.next()).startsWith("chunk");
    }
    var second = new Answer();
    Requests.send(connection, METADATA, new byte[0], second);
    assertThat(second.next()).isEqualTo("failure: the peer speaks none of the protocols");
    assertThat(answer.events).isEmpty();
    assertThat(Events.next(sendings).sent.get()).isLessThan(2_000);
    answer.catchUp();

    for (int i = 4; i < 2_000; i++) {
      assertThat(answer.next()).startsWith("chunk");
    }
    assertThat(answer.next()).isEqualTo("end");
  }

  @Test
  void aRequestWithoutABodyIsAnswered() throws IOException {
    var connection =
        connect(
            METADATA,
            (peer, body, responder) -> {
              responder.chunk(new byte[17]);
              responder.end();
            });

    Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(answer.next()).isEqualTo("chunk of 17 with 0");
    assertThat(answer.next()).isEqualTo("end");
  }

  @Test
  void errorsCarryACodeAndAPrintableText() throws IOException {
    var connection =
        connect(
            BLOCKS,
            (peer, body, responder) -> responder.error(ResultCode.UNAVAILABLE, "no\nsuch block"));

    Requests.send(connection, BLOCKS, new byte[16], answer);

    assertThat(answer.next()).isEqualTo("error 3: no?such block");
  }

  @Test
  void moreRequestsAtOnceThanAllowedAreRefused() throws IOException {
    var connection = connect(BLOCKS, (peer, body, responder) -> responder.chunk(new byte[1]));
    for (int i = 0; i < 2; i++) {
      Requests.send(connection, BLOCKS, new byte[16], answer);
      assertThat(answer.next()).startsWith("chunk");
    }

    var third = new Answer();
    Requests.send(connection, BLOCKS, new byte[16], third);

    assertThat(third.next()).isEqualTo("error 139: too many requests at once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11", // 17 bytes announced
        "8000", // a varint longer than need be
        "10ff060000734e6150705902000000", // a chunk of an unknown kind
        "10" // cut off
      })
  void brokenRequestsAreFaultsAndReachNobody(String hex) throws IOException {
    var requests = new LinkedBlockingQueue<String>();
    var connection = connect(BLOCKS, (peer, body, responder) -> requests.add("request"));
    var handler = new RecordingHandler();

    openRaw(connection, handler, HexFormat.of().parseHex(hex));

    assertThat(Events.next(events.faults).layer())
        .isIn(PeerFault.Layer.REQUEST, PeerFault.Layer.ENCODING);
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00a18d06", // 100001 bytes announced
        "008101", // a chunk that is cut off
        "0001ff0600007361507059", // no snappy
        "01818000", // broken size of an error
        "018102" // an error of 257 bytes
      })
  void brokenAnswersAreFailures(String hex) throws IOException {
    var connection =
        connect(
            BLOCKS.id(),
            (peer, stream, name) -> {
              stream.write(HexFormat.of().parseHex(hex));
              stream.closeWrite();
              return new RecordingHandler();
            });

    Requests.send(connection, BLOCKS, new byte[16], answer);

    assertThat(answer.next()).startsWith("failure: ");
    assertThat(answer.events).isEmpty();
  }

  @Test
  void moreChunksThanAskedForAreAFailure() throws IOException {
    var more = protocol(METADATA.id(), 0, 17, 3);
    var connection =
        connect(
            more,
            (peer, body, responder) -> {
              for (int i = 0; i < 3; i++) {
                responder.chunk(new byte[1]);
              }
              responder.end();
            });

    Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(answer.next()).isEqualTo("chunk of 1 with 0");
    assertThat(answer.next()).isEqualTo("failure: REQUEST: more than 1 chunks");
  }

  @Test
  void aPeerThatDoesNotAnswerIsGivenUp() throws IOException {
    var connection = connect(BLOCKS, (peer, body, responder) -> {});
    var impatient = new RequestProtocol(BLOCKS.id(), BLOCKS.sizes(), 1, 1, Duration.ofMillis(50));

    Requests.send(connection, impatient, new byte[16], answer);

    assertThat(answer.next()).isEqualTo("failure: the peer did not answer in time");
  }

  @Test
  void whatTheProtocolDoesNotAllowIsAProgrammersError() throws IOException {
    var problems = new LinkedBlockingQueue<String>();
    var connection =
        connect(
            METADATA,
            (peer, body, responder) -> {
              try {
                responder.chunk(new byte[18]);
              } catch (IllegalStateException e) {
                problems.add(String.valueOf(e.getMessage()));
              }
              responder.end();
            });

    Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(Events.next(problems)).isEqualTo("a chunk that the protocol does not allow");
    assertThatThrownBy(() -> Requests.send(connection, METADATA, new byte[1], answer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RequestProtocol protocol(String id, int request, int chunk, int chunks) {
    var sizes = new RequestProtocol.Sizes(request, chunk);
    return new RequestProtocol(id, sizes, chunks, 2, Duration.ofSeconds(60));
  }

  private PeerConnection connect(RequestProtocol protocol, RequestHandler handler)
      throws IOException {
    return connect(protocol.id(), new RequestServer(protocol, handler));
  }

  private PeerConnection connect(String id, StreamProtocol protocol) throws IOException {
    var key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));
    var server = new HostBuilder(key, events).protocol(id, protocol).build();
    hosts.add(server);
    var address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var client =
        new HostBuilder(PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(2)), new Events())
            .build();
    hosts.add(client);
    var dialled = client.dial(Multiaddr.of(address)).toCompletableFuture().join();
    return ((DialResult.Connected) dialled).connection();
  }

  private static void openRaw(PeerConnection connection, StreamHandler handler, byte[] bytes) {
    connection.open(
        List.of(BLOCKS.id()),
        new StreamOpening() {
          @Override
          public StreamHandler opened(ByteStream stream, String protocol) {
            stream.write(bytes);
            stream.closeWrite();
            return handler;
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
  }

  /** Sends chunks as fast as there is room. */
  private static final class Sending implements Runnable {
    private final Responder responder;
    private final int wanted;
    private final AtomicInteger sent = new AtomicInteger();

    Sending(Responder responder, int wanted) {
      this.responder = responder;
      this.wanted = wanted;
      responder.whenWritable(this);
    }

    @Override
    public void run() {
      while (sent.get() < wanted && responder.isOpen()) {
        var chunk = new byte[10_000];
        new Random(sent.get()).nextBytes(chunk);
        chunk[0] = (byte) (sent.get() % 100);
        if (!responder.chunk(chunk)) {
          return;
        }
        sent.incrementAndGet();
      }
      if (sent.get() == wanted) {
        responder.end();
      }
    }
  }

  private static final class Answer implements ResponseListener {
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private volatile boolean slow;

    String next() {
      return Events.next(events);
    }

    void catchUp() {
      slow = false;
      held.forEach(Runnable::run);
    }

    @Override
    public void onChunk(byte[] body, Runnable taken) {
      if (slow) {
        held.add(taken);
      }
      events.add("chunk of " + body.length + " with " + body[0]);
      if (!slow) {
        taken.run();
      }
    }

    @Override
    public void onEnd() {
      events.add("end");
    }

    @Override
    public void onError(int code, String text) {
      events.add("error " + code + ": " + text);
    }

    @Override
    public void onFailure(String reason) {
      events.add("failure: " + reason);
    }
  }
}
