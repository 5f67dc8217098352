package io.alys.integration.libp2p.reqresp;

import static io.alys.integration.libp2p.reqresp.RequestPair.BLOCKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.PeerConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a peer may ask for in a time, and how long an answer may take. */
final class RequestLimitsTest {

  private final RequestPair pair = new RequestPair();
  private final Answer answer = new Answer();

  @AfterEach
  void closeHosts() {
    pair.close();
  }

  @Test
  void moreRequestsInATimeThanAllowedAreRefusedUntilTimeHasPassed() throws IOException {
    var nanos = new AtomicLong();
    var rates = new RequestRates(2, Duration.ofSeconds(10), nanos::get);
    var server = new RequestServer(BLOCKS, (peer, body, responder) -> responder.end(), rates);
    var connection = pair.connect(BLOCKS.id(), server);
    for (int i = 0; i < 2; i++) {
      assertThat(ask(connection)).isEqualTo("end");
    }

    assertThat(ask(connection)).isEqualTo("error 139: too many requests in a short time");
    nanos.set(Duration.ofSeconds(5).toNanos());
    assertThat(ask(connection)).isEqualTo("end");
    assertThat(ask(connection)).startsWith("error 139");
  }

  @Test
  void aRequestMayCostWhatItAsksForAndAtMostABucketFull() throws IOException {
    var rates = new RequestRates(10, Duration.ofSeconds(10), () -> 0);
    var server =
        new RequestServer(
            BLOCKS, (peer, body, responder) -> responder.end(), rates, body -> 1_000_000);
    var connection = pair.connect(BLOCKS.id(), server);

    assertThat(ask(connection)).isEqualTo("end");
    assertThat(ask(connection)).startsWith("error 139");
  }

  @Test
  void aHandlerThatDoesNotAnswerIsAnsweredFor() throws IOException {
    var hasty = new RequestProtocol(BLOCKS.id(), BLOCKS.sizes(), 1, 1, Duration.ofMillis(50));
    var responders = new LinkedBlockingQueue<Responder>();
    var connection = pair.connect(hasty, (peer, body, responder) -> responders.add(responder));

    assertThat(ask(connection)).isEqualTo("error 2: not answered in time");
    var late = Events.next(responders);
    assertThat(late.isOpen()).isFalse();
    assertThat(late.chunk(new byte[1])).isFalse();
    late.error(ResultCode.UNAVAILABLE, "too late");
    late.end();
    assertThat(ask(connection)).startsWith("error 2");
  }

  @Test
  void anAskingPeerThatDoesNotReadLosesItsRequest() throws IOException {
    var hasty = new RequestProtocol(BLOCKS.id(), BLOCKS.sizes(), 2_000, 1, Duration.ofMillis(300));
    var connection =
        pair.connect(hasty, (peer, body, responder) -> new Sending(responder, 2_000).run());
    answer.slow = true;

    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);

    for (int i = 0; i < 4; i++) {
      assertThat(answer.next()).startsWith("chunk");
    }
    assertThat(answer.next()).isEqualTo("failure: the peer broke off its answer");
  }

  @Test
  void aFaultThatIsFoundWhenReadingGoesOnIsReported() throws IOException {
    var connection =
        pair.connect(
            BLOCKS.id(),
            (peer, stream, name) -> {
              for (int i = 0; i < 4; i++) {
                stream.write(chunk());
              }
              stream.write(HexFormat.of().parseHex("00ffffffff7f"));
              return new RecordingHandler();
            });
    answer.slow = true;
    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);
    for (int i = 0; i < 4; i++) {
      assertThat(answer.next()).startsWith("chunk");
    }

    answer.catchUp();

    assertThat(answer.next()).startsWith("failure: REQUEST");
    assertThat(Events.next(pair.clientEvents.faults).layer()).isEqualTo(PeerFault.Layer.REQUEST);
    assertThat(connection.isOpen()).isTrue();
  }

  private String ask(PeerConnection connection) {
    var _ = Requests.send(connection, BLOCKS, new byte[16], answer);
    return answer.next();
  }

  private static byte[] chunk() {
    var out = new ByteArrayOutputStream();
    out.write(ResultCode.SUCCESS);
    BodyReader.write(new byte[1], out);
    return out.toByteArray();
  }
}
