package io.alys.integration.libp2p.yamux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.StreamHandler.End;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamuxSessionTest {

  private static final int WINDOW = YamuxSettings.WINDOW;

  private final YamuxSettings settings = new YamuxSettings(4, 8, 2 * WINDOW, 100_000, 250_000);
  private final YamuxPair pair = new YamuxPair(settings, 1);
  private final RecordingHandler ours = new RecordingHandler();

  @Test
  void framesAreThoseOfTheSpecification() {
    var stream = open(ours);
    stream.write(new byte[] {1, 2, 3});
    stream.closeWrite();
    pair.dialer.session.goAway(0);

    assertThat(HexFormat.of().formatHex(pair.dialer.take()))
        .isEqualTo(
            "000100010000000100000000" // window update, SYN
                + "000000000000000100000003010203" // data
                + "000100040000000100000000" // FIN
                + "000300000000000000000000"); // go away
  }

  @Test
  void bytesGoBothWaysAndBothSidesClose() {
    var stream = open(ours);
    stream.write("question".getBytes(US_ASCII));
    stream.closeWrite();
    pair.run();
    var theirs = pair.listener.handlers.getFirst();
    assertThat(theirs.received()).asString().isEqualTo("question");
    assertThat(theirs.endOfInput).isTrue();

    pair.listener.opened.getFirst().write(new byte[] {1});
    pair.listener.opened.getFirst().closeWrite();
    pair.run();

    assertThat(ours.received()).containsExactly(1);
    assertThat(ours.ends).containsExactly(End.FINISHED);
    assertThat(theirs.ends).containsExactly(End.FINISHED);
    assertThat(pair.dialer.session.openStreams()).isZero();
    assertThat(pair.listener.session.openStreams()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void manyStreamsArriveWholeAndInOrder(long seed) {
    var random = new Random(seed);
    var big = new YamuxPair(new YamuxSettings(50, 50, 50 * WINDOW, 1 << 20, 1 << 26), seed);
    big.dialer.capacity = 60_000;
    big.listener.capacity = 1;
    var sent = new ArrayList<ByteArrayOutputStream>();
    var streams = new ArrayList<ByteStream>();
    for (int i = 0; i < 20; i++) {
      streams.add(big.dialer.session.open(new RecordingHandler()).orElseThrow());
      sent.add(new ByteArrayOutputStream());
    }

    for (int i = 0; i < 400; i++) {
      int which = random.nextInt(streams.size());
      var bytes = new byte[random.nextInt(60_000)];
      random.nextBytes(bytes);
      if (streams.get(which).write(bytes)) {
        sent.get(which).writeBytes(bytes);
      }
      if (random.nextInt(4) == 0) {
        big.carry(big.dialer, big.listener);
      }
    }
    big.run();

    for (int i = 0; i < streams.size(); i++) {
      assertThat(big.listener.handlers.get(i).received()).isEqualTo(sent.get(i).toByteArray());
    }
    assertThat(big.dialer.session.unsentBytes()).isZero();
    assertThat(big.listener.session.unreadBytes()).isZero();
  }

  @Test
  void aSlowReaderStallsItsOwnStreamAlone() {
    var slow = open(new RecordingHandler());
    var quick = open(new RecordingHandler());
    pair.run();
    pair.listener.handlers.get(0).slow = true;

    int slowly = writeUntilRefused(slow);
    for (int i = 0; i < 100; i++) {
      assertThat(quick.write(new byte[50_000])).isTrue();
      pair.run();
    }

    assertThat(pair.listener.handlers.get(0).held()).isEqualTo(WINDOW);
    assertThat(pair.listener.handlers.get(1).received()).hasSize(5_000_000);
    assertThat(slowly).isLessThanOrEqualTo(WINDOW + settings.maxUnsentBytesPerStream() + 10_000);
    assertThat(pair.dialer.session.unsentBytes()).isEqualTo(slowly - WINDOW);
  }

  @Test
  void aReaderThatCatchesUpGetsTheRest() {
    var handler = new RecordingHandler();
    var stream = open(handler);
    pair.run();
    var theirs = pair.listener.handlers.getFirst();
    theirs.slow = true;
    int written = writeUntilRefused(stream);

    while (theirs.held() > 0) {
      theirs.catchUp(pair.listener.opened.getFirst());
      pair.run();
    }

    assertThat(theirs.received()).hasSize(written);
    assertThat(handler.writable).isEqualTo(1);
    assertThat(stream.write(new byte[1])).isTrue();
  }

  @Test
  void aStreamThatWaitsBecauseOfOthersIsToldOfRoom() {
    pair.dialer.capacity = 0;
    var others = new ArrayList<ByteStream>();
    for (int i = 0; i < 3; i++) {
      others.add(open(new RecordingHandler()));
      others.getLast().write(new byte[99_999]);
    }
    var stream = open(ours);

    assertThat(stream.write(new byte[1])).isFalse();
    assertThat(ours.writable).isZero();
    others.getFirst().reset();
    pair.dialer.capacity = Integer.MAX_VALUE;
    pair.dialer.session.writable();

    assertThat(ours.writable).isEqualTo(1);
    assertThat(stream.write(new byte[1])).isTrue();
  }

  @Test
  void theStreamThatGoesOverTheConnectionsBoundIsReset() {
    for (int i = 0; i < 3; i++) {
      var handler = new RecordingHandler();
      handler.slow = true;
      pair.listener.next = () -> handler;
      var stream = open(new RecordingHandler());
      for (int sent = 0; sent < WINDOW; sent += 64 * 1024) {
        stream.write(new byte[64 * 1024]);
        pair.run();
      }
    }

    assertThat(pair.listener.session.unreadBytes()).isEqualTo(2 * WINDOW);
    assertThat(pair.listener.handlers.get(2).ends).containsExactly(End.RESET_BY_US);
    assertThat(pair.listener.handlers.get(0).ends).isEmpty();
    assertThat(pair.dialer.session.openStreams()).isEqualTo(2);
  }

  @Test
  void moreStreamsThanAllowedAreReset() {
    var handlers = new ArrayList<RecordingHandler>();
    for (int i = 0; i < 5; i++) {
      handlers.add(new RecordingHandler());
      open(handlers.getLast());
    }
    pair.run();

    assertThat(pair.listener.opened).hasSize(4);
    assertThat(handlers.get(4).ends).containsExactly(End.RESET_BY_PEER);
    pair.listener.opened.getFirst().reset();
    pair.run();
    open(ours);
    pair.run();
    assertThat(pair.listener.opened).hasSize(5);
  }

  @Test
  void openingMoreThanAllowedIsRefusedHere() {
    for (int i = 0; i < 8; i++) {
      open(new RecordingHandler());
    }

    assertThat(pair.dialer.session.open(ours)).isEmpty();
  }

  @Test
  void resetEndsBothSidesAndLateBytesArePassedOver() {
    var stream = open(ours);
    pair.run();
    stream.write(new byte[1_000]);
    pair.listener.opened.getFirst().reset();
    pair.run();

    assertThat(ours.ends).containsExactly(End.RESET_BY_PEER);
    assertThat(pair.listener.handlers.getFirst().ends).containsExactly(End.RESET_BY_US);
    assertThat(stream.write(new byte[1])).isFalse();
    assertThat(stream.isOpen()).isFalse();
    stream.reset();
    stream.closeWrite();
    assertThat(pair.dialer.wire.size()).isZero();
  }

  @Test
  void aFaultFoundByAHandlerResetsItsStreamAndIsReported() {
    pair.listener.next =
        () ->
            (stream, bytes) -> {
              throw new PeerFault(PeerFault.Layer.PING, "not a ping");
            };
    open(ours).write(new byte[1]);
    pair.run();

    assertThat(ours.ends).containsExactly(End.RESET_BY_PEER);
    assertThat(pair.listener.faults)
        .extracting(PeerFault::layer)
        .containsExactly(PeerFault.Layer.PING);
  }

  @Test
  void afterGoAwayNoStreamIsOpened() {
    var stream = open(ours);
    pair.listener.session.goAway(0);
    pair.run();

    assertThat(pair.dialer.wentAway).isTrue();
    assertThat(pair.dialer.session.open(new RecordingHandler())).isEmpty();
    assertThat(stream.write(new byte[1])).isTrue();
  }

  @Test
  void theEndOfTheConnectionEndsItsStreams() {
    var stream = open(ours);
    stream.write(new byte[1_000]);
    pair.dialer.session.end();

    assertThat(ours.ends).containsExactly(End.CONNECTION_LOST);
    assertThat(stream.write(new byte[1])).isFalse();
    assertThat(pair.dialer.session.open(new RecordingHandler())).isEmpty();
  }

  @Test
  void keepAlivesAreAnswered() {
    for (int i = 0; i < 3; i++) {
      pair.dialer.session.keepAlive();
      pair.listener.session.keepAlive();
      pair.run();
    }

    assertThat(pair.dialer.session.openStreams()).isZero();
  }

  private int writeUntilRefused(ByteStream stream) {
    int written = 0;
    while (stream.write(new byte[10_000])) {
      written += 10_000;
      pair.run();
    }
    return written;
  }

  private ByteStream open(RecordingHandler handler) {
    return pair.dialer.session.open(handler).orElseThrow();
  }
}
