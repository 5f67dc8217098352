package io.alys.integration.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a peer may send to a listening session, and what becomes of it. */
final class HostileYamuxTest {

  private static final String OPEN_1 = "000100010000000100000000";

  private final YamuxSettings settings =
      new YamuxSettings(4, 4, YamuxSettings.WINDOW, 100_000, 100_000);
  private final YamuxPair.End listener = new YamuxPair.End(false, settings);

  @ParameterizedTest
  @CsvSource({
    "010000010000000100000000, version 1",
    "000400010000000100000000, a frame of type 4",
    "00ff00010000000100000000, a frame of type -1",
    "000100110000000100000000, flags 17",
    "000180000000000100000000, flags 32768",
    "000200010000000100000000, a frame of type 2 for stream 1",
    "000300000000000100000000, a frame of type 3 for stream 1",
    "000000000000000000000000, a frame of type 0 for stream 0",
    "000100010000000200000000, stream 2 is not the peer's to open",
    "00010001ffffffff00000000, stream -1 is not the peer's to open",
    "000000010000000100040001, a frame of 262145 bytes",
    "0000000100000001ffffffff, a frame of 4294967295 bytes",
    "000000000000000300000000, 'a frame for stream 3, which nobody opened'",
    "000100000000000200000000, 'a frame for stream 2, which nobody opened'",
    "000300000000000000000001, the peer went away with code 1"
  })
  void brokenFramesEndTheConnection(String hex, String reason) {
    assertThatThrownBy(() -> receive(hex))
        .isInstanceOf(PeerFault.class)
        .hasMessage("YAMUX: " + reason);
  }

  @Test
  void aStreamIsNotOpenedTwice() {
    receive(OPEN_1);

    assertThatThrownBy(() -> receive(OPEN_1)).isInstanceOf(PeerFault.class);
  }

  @Test
  void streamsAreOpenedInOrder() {
    receive("000100010000000500000000");

    assertThatThrownBy(() -> receive("000100010000000300000000")).isInstanceOf(PeerFault.class);
  }

  @Test
  void moreThanTheWindowEndsTheConnection() {
    var handler = new RecordingHandler();
    handler.slow = true;
    listener.next = () -> handler;
    receive(OPEN_1);
    data(1, YamuxSettings.WINDOW);

    assertThat(handler.held()).isEqualTo(YamuxSettings.WINDOW);
    assertThatThrownBy(() -> data(1, 1)).hasMessage("YAMUX: a frame of 1 bytes with credit for 0");
  }

  @Test
  void dataAfterTheEndOfAStreamEndsTheConnection() {
    receive(OPEN_1 + "000100040000000100000000");

    assertThatThrownBy(() -> data(1, 1)).hasMessage("YAMUX: data after the end of a stream");
  }

  @Test
  void creditBeyondAllMeasureEndsTheConnection() {
    assertThatThrownBy(() -> receive("000100010000000180000000"))
        .hasMessageStartingWith("YAMUX: credit of");
  }

  @Test
  void aFloodOfPingsEndsTheConnectionUntilTheNextInterval() {
    var ping = "000200010000000000000007";
    receive(ping.repeat(9_000));
    listener.session.keepAlive();
    receive("0002000200000000" + "00000001");
    receive(ping.repeat(9_000));

    assertThatThrownBy(() -> receive(ping.repeat(2_000))).hasMessageContaining("too many pings");
  }

  @Test
  void openingAndResettingWithoutEndEndsTheConnection() {
    assertThatThrownBy(
            () -> {
              for (int id = 1; id < 1_000_000; id += 2) {
                receive(
                    HexFormat.of()
                        .formatHex(
                            ByteBuffer.allocate(24)
                                .putInt(0x00010001)
                                .putInt(id)
                                .putInt(0)
                                .putInt(0x00010008)
                                .putInt(id)
                                .putInt(0)
                                .array()));
              }
            })
        .hasMessageContaining("too many pings, new streams and resets");
    assertThat(listener.session.openStreams()).isZero();
  }

  @Test
  void aPeerThatAsksAndNeverReadsIsCutOffWithLittleHeld() {
    listener.capacity = 0;

    assertThatThrownBy(() -> receive("000200010000000000000007".repeat(2_000)))
        .hasMessage("YAMUX: the peer asks for much and reads nothing");
    assertThat(listener.wire.size()).isZero();
  }

  @Test
  void aKeepAliveWithoutAnswerEndsTheConnection() {
    listener.session.keepAlive();
    receive("0002000200000000" + "00000063");

    assertThatThrownBy(listener.session::keepAlive).hasMessage("YAMUX: no answer to a keep-alive");
  }

  @Test
  void hostileBytesEndInFaultsAlone() {
    var random = new Random(5);
    var good =
        HexFormat.of()
            .parseHex(OPEN_1 + "000000000000000100000003010203" + "000100040000000100000000");
    for (int round = 0; round < 20_000; round++) {
      var end = new YamuxPair.End(false, settings);
      var bytes = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        end.session.receive(
            ByteBuffer.wrap(Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length))));
        end.session.receive(ByteBuffer.wrap(bytes));
      } catch (PeerFault expected) {
        // The one way to refuse.
      }
      assertThat(end.session.unreadBytes()).isBetween(0, YamuxSettings.WINDOW);
      end.session.end();
      assertThat(end.session.openStreams()).isZero();
    }
  }

  private void receive(String hex) {
    listener.session.receive(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private void data(int stream, int size) {
    listener.session.receive(
        new FrameHead(FrameHead.DATA, 0, stream, size).with(ByteBuffer.allocate(size)));
  }
}
