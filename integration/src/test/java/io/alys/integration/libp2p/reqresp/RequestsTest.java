package io.alys.integration.libp2p.reqresp;

import static io.alys.integration.libp2p.reqresp.RequestPair.BLOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests between two hosts on real sockets. */
final class RequestsTest {

  private static final RequestProtocol METADATA =
      RequestPair.protocol("/eth2/chain/req/metadata/1/ssz_snappy", 0, 17, 1);

  private final RequestPair pair = new RequestPair();
  private final Answer answer = new Answer();

  @AfterEach
  void closeHosts() {
    pair.close();
  }

  @Test
  void anAnswerOfManyChunksArrivesInOrder() throws IOException {
    var connection =
        pair.connect(BLOCKS, (peer, body, responder) -> new Sending(responder, 500).run());

    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);

    for (int i = 0; i < 500; i++) {
      assertThat(answer.next()).isEqualTo("chunk of 10000 with " + i % 100);
    }
    assertThat(answer.next()).isEqualTo("end");
  }

  @Test
  void aSlowListenerStallsTheAnsweringPeer() throws IOException {
    var sendings = new LinkedBlockingQueue<Sending>();
    var connection =
        pair.connect(
            BLOCKS,
            (peer, body, responder) -> {
              var sending = new Sending(responder, 2_000);
              sendings.add(sending);
              sending.run();
            });
    answer.slow = true;
    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);

    for (int i = 0; i < 4; i++) {
      assertThat(answer.next()).startsWith("chunk");
    }
    var second = new Answer();
    var _ = Requests.send(connection, METADATA, new byte[0], second);
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
        pair.connect(
            METADATA,
            (peer, body, responder) -> {
              responder.chunk(new byte[17]);
              responder.end();
            });

    var _ = Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(answer.next()).isEqualTo("chunk of 17 with 0");
    assertThat(answer.next()).isEqualTo("end");
  }

  @Test
  void errorsCarryACodeAndAPrintableText() throws IOException {
    var connection =
        pair.connect(
            BLOCKS,
            (peer, body, responder) -> responder.error(ResultCode.UNAVAILABLE, "no\nsuch block"));

    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);

    assertThat(answer.next()).isEqualTo("error 3: no?such block");
  }

  @Test
  void moreRequestsAtOnceThanAllowedAreRefused() throws IOException {
    var connection = pair.connect(BLOCKS, (peer, body, responder) -> responder.chunk(new byte[1]));
    for (int i = 0; i < 2; i++) {
      var _ = Requests.send(connection, BLOCKS, new byte[16], answer);
      assertThat(answer.next()).startsWith("chunk");
    }

    var third = new Answer();
    var _ = Requests.send(connection, BLOCKS, new byte[16], third);

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
    var connection = pair.connect(BLOCKS, (peer, body, responder) -> requests.add("request"));
    var handler = new RecordingHandler();

    openRaw(connection, handler, HexFormat.of().parseHex(hex));

    assertThat(Events.next(pair.events.faults).layer())
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
        pair.connect(
            BLOCKS.id(),
            (peer, stream, name) -> {
              stream.write(HexFormat.of().parseHex(hex));
              stream.closeWrite();
              return new RecordingHandler();
            });

    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);

    assertThat(answer.next()).startsWith("failure: ");
    assertThat(answer.events).isEmpty();
  }

  @Test
  void moreChunksThanAskedForAreAFailure() throws IOException {
    var more = RequestPair.protocol(METADATA.id(), 0, 17, 3);
    var connection =
        pair.connect(
            more,
            (peer, body, responder) -> {
              for (int i = 0; i < 3; i++) {
                responder.chunk(new byte[1]);
              }
              responder.end();
            });

    var _ = Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(answer.next()).isEqualTo("chunk of 1 with 0");
    assertThat(answer.next()).isEqualTo("failure: REQUEST: more than 1 chunks");
  }

  @Test
  void aPeerThatDoesNotAnswerIsGivenUp() throws IOException {
    var connection = pair.connect(BLOCKS, (peer, body, responder) -> {});
    var impatient = new RequestProtocol(BLOCKS.id(), BLOCKS.sizes(), 1, 1, Duration.ofMillis(50));

    var _ = Requests.send(connection, impatient, new byte[16], answer);

    assertThat(answer.next()).isEqualTo("failure: the peer did not answer in time");
  }

  @Test
  void whatTheProtocolDoesNotAllowIsAProgrammersError() throws IOException {
    var problems = new LinkedBlockingQueue<String>();
    var connection =
        pair.connect(
            METADATA,
            (peer, body, responder) -> {
              try {
                responder.chunk(new byte[18]);
              } catch (IllegalStateException e) {
                problems.add(String.valueOf(e.getMessage()));
              }
              responder.end();
            });

    var _ = Requests.send(connection, METADATA, new byte[0], answer);

    assertThat(Events.next(problems)).isEqualTo("a chunk that the protocol does not allow");
    assertThatThrownBy(() -> Requests.send(connection, METADATA, new byte[1], answer))
        .isInstanceOf(IllegalArgumentException.class);
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
}
