package io.alys.integration.libp2p.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.EchoHandler;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An accepted connection in a time of the test's own, and hostile peers at every layer. */
final class ConnectionHandlerTest {

  private static final InetSocketAddress REMOTE =
      new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 5_000);
  private static final String OPEN_1 = "000100010000000100000000";

  private final Events events = new Events();
  private final ConnectionBook book =
      new ConnectionBook(ConnectionLimits.standard(), () -> Instant.EPOCH);
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteArrayOutputStream toListener = new ByteArrayOutputStream();
  private final Upgrade dialer =
      new Upgrade(
          new Upgrade.Role(
              true, PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1)), Optional.empty()),
          new SeededRandom(2),
          key -> true,
          this::keep);

  @BeforeEach
  void accept() {
    var context =
        new HostBuilder(PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(3)), events)
            .random(new SeededRandom(4))
            .protocol("/echo/1", (connection, stream, protocol) -> new EchoHandler())
            .context();
    var admitted = (ConnectionBook.Admission.Admitted) book.admitInbound(REMOTE.getAddress());
    var waiter = new ConnectionContext.Origin.Waiter(false, live -> {}, reason -> {});
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            new ConnectionHandler(
                context,
                new ConnectionContext.Origin(REMOTE, Optional.empty(), admitted.place(), waiter)));
    channel.pipeline().fireChannelActive();
  }

  @Test
  void aSilentPeerIsCutOffInTime() {
    pass(9);
    assertThat(channel.isOpen()).isTrue();

    pass(1);

    assertCutOff("not upgraded in time");
  }

  @Test
  void aPeerThatSendsByteByByteHasNoMoreTime() {
    dialer.start();
    var bytes = take();
    for (int second = 0; second < 10; second++) {
      channel.writeInbound(Unpooled.wrappedBuffer(bytes, second, 1));
      pass(1);
    }

    assertCutOff("not upgraded in time");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aPeerThatStallsAfterAnyTurnIsCutOffInTime(int turns) {
    dialer.start();
    for (int turn = 0; turn < turns && !turn(); turn++) {}
    boolean upgraded = !events.connected.isEmpty();

    pass(10);

    assertThat(channel.isOpen()).isEqualTo(upgraded);
    assertThat(events.turnedAway).hasSize(upgraded ? 0 : 1);
  }

  @Test
  void anUpgradedPeerIsKept() {
    upgrade();
    pass(29);

    assertThat(channel.isOpen()).isTrue();
    assertThat(Events.next(events.connected).remoteAddress()).isEqualTo(REMOTE);
  }

  @Test
  void randomBytesInsteadOfAnyTurnCutThePeerOff() {
    dialer.start();
    turn();
    var noise = new byte[200];
    new Random(1).nextBytes(noise);
    noise[0] = 0x7f;

    channel.writeInbound(Unpooled.wrappedBuffer(noise));

    assertThat(Events.next(events.turnedAway)).startsWith("NOISE:");
  }

  @Test
  void aTamperedMessageEndsTheConnectionAndCounts() {
    upgrade();
    var sealed = dialer.channel().seal(ByteBuffer.wrap(hex(OPEN_1)));
    sealed.put(5, (byte) ~sealed.get(5));

    channel.writeInbound(Unpooled.wrappedBuffer(sealed));

    assertThat(Events.next(events.faults).layer()).isEqualTo(PeerFault.Layer.NOISE);
    assertEnded();
  }

  @ParameterizedTest
  @CsvSource({
    "ff0000000000000000000000", // another version
    "000000010000000100100000", // more data than a window
    "000000000000000900000001", // a stream that nobody opened
    "000300000000000000000002" // gone because of an error
  })
  void aBrokenFrameEndsTheConnectionWithAWord(String frame) {
    upgrade();
    receive();

    send(hex(frame));

    assertThat(Events.next(events.faults).layer()).isEqualTo(PeerFault.Layer.YAMUX);
    assertThat(HexFormat.of().formatHex(receive())).endsWith("000300000000000000000001");
    assertEnded();
  }

  @Test
  void aStreamWithoutAnAgreementIsResetInTime() {
    upgrade();
    send(hex(OPEN_1));
    receive();

    pass(10);

    assertThat(HexFormat.of().formatHex(receive())).contains("000100080000000100000000");
    assertThat(channel.isOpen()).isTrue();
    assertThat(events.faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1 and then some more text, to be sure that it is long enough to be one",
        "\u0013/multistream/1.0.0\n\u0001x",
        "\u0013/multistream/1.0.0\n\u007f",
        "\u0000\u0000\u0000"
      })
  void garbageOnAStreamResetsItAlone(String text) {
    upgrade();
    send(hex(OPEN_1));
    receive();
    var bytes = text.getBytes(US_ASCII);

    send(hex("0000000000000001" + "%08x".formatted(bytes.length)), bytes);
    pass(10);

    assertThat(HexFormat.of().formatHex(receive())).contains("000100080000000100000000");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aProtocolIsAgreedOnAndSpoken() {
    upgrade();
    send(hex(OPEN_1));
    receive();
    var bytes = "\u0013/multistream/1.0.0\n\u0008/echo/1\nhello".getBytes(US_ASCII);

    send(hex("0000000000000001" + "%08x".formatted(bytes.length)), bytes);

    assertThat(new String(receive(), US_ASCII)).contains("/echo/1\n").endsWith("hello");
  }

  @Test
  void aPeerThatAnswersKeepAlivesIsKeptAndOneThatDoesNotIsCutOff() {
    upgrade();
    receive();
    for (int token = 1; token <= 3; token++) {
      pass(30);
      assertThat(HexFormat.of().formatHex(receive())).isEqualTo("00020001000000000000000" + token);
      send(hex("00020002000000000000000" + token));
    }
    assertThat(channel.isOpen()).isTrue();

    pass(30);
    pass(30);

    assertThat(Events.next(events.disconnected)).isEqualTo("YAMUX: no answer to a keep-alive");
    assertEnded();
  }

  @Test
  void aPeerThatGoesAwayIsWaitedForAndThenCutOff() {
    upgrade();
    send(hex("000300000000000000000000"));
    assertThat(Events.next(events.connected).isOpen()).isFalse();
    assertThat(channel.isOpen()).isTrue();

    pass(10);

    assertThat(Events.next(events.disconnected)).isEqualTo("the peer went away");
  }

  @Test
  void aFaultThatATaskFindsEndsTheConnectionAndCounts() {
    upgrade();

    Events.next(events.connected).execute(ConnectionHandlerTest::findFault);

    assertThat(Events.next(events.faults).layer()).isEqualTo(PeerFault.Layer.GOSSIP);
    assertEnded();
  }

  @Test
  void aFaultThatATimerFindsEndsTheConnectionAndCounts() {
    upgrade();
    var timers = Events.next(events.connected).timers();
    timers.after(Duration.ofSeconds(1), ConnectionHandlerTest::findFault);

    pass(1);

    assertThat(Events.next(events.faults).layer()).isEqualTo(PeerFault.Layer.GOSSIP);
    assertThat(Events.next(events.disconnected)).isEqualTo("GOSSIP: found late");
    assertEnded();
  }

  @Test
  void aBugInATaskEndsTheConnection() {
    upgrade();

    Events.next(events.connected)
        .execute(
            () -> {
              throw new IllegalStateException("a bug in a task");
            });

    assertThat(Events.next(events.disconnected)).isEqualTo("a bug in a task");
  }

  @Test
  void aBugEndsTheConnectionAlone() {
    upgrade();

    channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));

    assertThat(Events.next(events.disconnected)).isEqualTo("a bug");
  }

  private void upgrade() {
    dialer.start();
    while (!turn()) {}
    assertThat(events.connected).hasSize(1);
  }

  /** Carries what the dialer has to say, then the answer; returns whether the dialer is done. */
  private boolean turn() {
    channel.writeInbound(Unpooled.wrappedBuffer(take()));
    return dialer.receive(ByteBuffer.wrap(outbound()));
  }

  private void send(byte[]... plain) {
    for (var bytes : plain) {
      channel.writeInbound(Unpooled.wrappedBuffer(dialer.channel().seal(ByteBuffer.wrap(bytes))));
    }
  }

  /** The plain text that the listener sent. */
  private byte[] receive() {
    channel.runPendingTasks();
    var in = ByteBuffer.wrap(outbound());
    var plain = new ByteArrayOutputStream();
    for (var text = dialer.channel().open(in); text.isPresent(); text = dialer.channel().open(in)) {
      plain.writeBytes(text.get());
    }
    return plain.toByteArray();
  }

  private byte[] outbound() {
    var out = new ByteArrayOutputStream();
    List<ByteBuf> parts = new ArrayList<>();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      parts.add(part);
    }
    for (var part : parts) {
      var bytes = new byte[part.readableBytes()];
      part.readBytes(bytes);
      part.release();
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void assertCutOff(String reason) {
    assertThat(Events.next(events.turnedAway)).isEqualTo(reason);
    assertEnded();
  }

  private void assertEnded() {
    assertThat(channel.isOpen()).isFalse();
    assertThat(book.size()).isZero();
  }

  private void keep(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    toListener.writeBytes(copy);
  }

  private byte[] take() {
    var bytes = toListener.toByteArray();
    toListener.reset();
    return bytes;
  }

  private static void findFault() {
    throw new PeerFault(PeerFault.Layer.GOSSIP, "found late");
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
