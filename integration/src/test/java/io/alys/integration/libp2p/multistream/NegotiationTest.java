package io.alys.integration.libp2p.multistream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiformats.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NegotiationTest {

  private static final String HEADER = "\u0013/multistream/1.0.0\n";

  private final ByteArrayOutputStream fromDialer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream fromListener = new ByteArrayOutputStream();

  @Test
  void writesTheBytesOfTheSpecification() {
    var dialer = Negotiation.propose(List.of("/noise"), fromDialer::writeBytes);
    var listener = Negotiation.choose("/noise"::equals, fromListener::writeBytes);

    assertThat(fromDialer.toString(US_ASCII)).isEqualTo(HEADER + "\u0007/noise\n");
    assertThat(listener.receive(taken(fromDialer))).contains("/noise");
    assertThat(fromListener.toString(US_ASCII)).isEqualTo(HEADER + "\u0007/noise\n");
    assertThat(dialer.receive(taken(fromListener))).contains("/noise");
  }

  @Test
  void agreesOnTheFirstProposalThatBothKnow() {
    var dialer = Negotiation.propose(List.of("/a", "/b", "/c"), fromDialer::writeBytes);
    var listener = Negotiation.choose(Set.of("/b", "/c")::contains, fromListener::writeBytes);

    assertThat(talk(dialer, listener)).contains("/b");
  }

  @Test
  void leavesWhatFollowsTheAgreement() {
    var listener = Negotiation.choose("/a"::equals, fromListener::writeBytes);
    var in = ascii(HEADER + "\u0003/a\n" + "hello");

    assertThat(listener.receive(in)).contains("/a");

    assertThat(in.remaining()).isEqualTo(5);
  }

  @Test
  void readsByteByByte() {
    var listener = Negotiation.choose("/a"::equals, fromListener::writeBytes);
    var bytes = (HEADER + "\u0003/a\n").getBytes(US_ASCII);

    for (int i = 0; i < bytes.length - 1; i++) {
      assertThat(listener.receive(ByteBuffer.wrap(bytes, i, 1))).isEmpty();
    }
    assertThat(listener.receive(ByteBuffer.wrap(bytes, bytes.length - 1, 1))).contains("/a");
  }

  @Test
  void aPeerThatKnowsNoProposalIsNoFault() {
    var dialer = Negotiation.propose(List.of("/a", "/b"), fromDialer::writeBytes);

    assertThat(dialer.receive(ascii(HEADER + "\u0003na\n"))).isEmpty();
    assertThat(dialer.isExhausted()).isFalse();
    assertThat(dialer.receive(ascii("\u0003na\n"))).isEmpty();

    assertThat(dialer.isExhausted()).isTrue();
    assertThatThrownBy(() -> dialer.receive(ascii("\u0003na\n"))).isInstanceOf(PeerFault.class);
  }

  @Test
  void proposalsWithoutEndAreAFault() {
    var listener = Negotiation.choose(name -> false, fromListener::writeBytes);
    listener.receive(ascii(HEADER));

    assertThatThrownBy(() -> listener.receive(ascii("\u0003/x\n".repeat(100))))
        .hasMessage("MULTISTREAM: too many proposals");
    assertThat(fromListener.size()).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0013/multistream/2.0.0\n",
        "\u0007/noise\n",
        "\u0003na\n",
        "\u0000",
        "\u0003/a\t",
        "\u0004/\t\r\n",
        "GET / HTTP/1.1\r\nHost: a.b\r\nAccept: text/html, text/plain, application/json\r\n\r\n"
      })
  void anythingButTheHeaderFirstIsAFault(String text) {
    var listener = Negotiation.choose(name -> true, fromListener::writeBytes);

    assertThatThrownBy(() -> listener.receive(ascii(text))).isInstanceOf(PeerFault.class);
    assertThat(fromListener.size()).isZero();
  }

  @Test
  void aLongNameIsRefusedByItsLength() {
    var listener = Negotiation.choose(name -> true, fromListener::writeBytes);
    listener.receive(ascii(HEADER));

    assertThatThrownBy(() -> listener.receive(ByteBuffer.wrap(Varint.encode(258))))
        .isInstanceOf(PeerFault.class);
  }

  @Test
  void anAnswerThatWasNotProposedIsAFault() {
    var dialer = Negotiation.propose(List.of("/a"), fromDialer::writeBytes);

    assertThatThrownBy(() -> dialer.receive(ascii(HEADER + "\u0003/b\n")))
        .isInstanceOf(PeerFault.class);
  }

  @Test
  void hostileBytesAreRefusedOrWaitedFor() {
    var good = (HEADER + "\u0003/a\n").getBytes(US_ASCII);

    HostileBytes.feedBuffers(good, in -> Negotiation.choose("/a"::equals, bytes -> {}).receive(in));
    HostileBytes.feedBuffers(
        good, in -> Negotiation.propose(List.of("/a"), bytes -> {}).receive(in));
  }

  private Optional<String> talk(Negotiation dialer, Negotiation listener) {
    Optional<String> ours = Optional.empty();
    Optional<String> theirs = Optional.empty();
    while (ours.isEmpty()) {
      theirs = theirs.or(() -> listener.receive(taken(fromDialer)));
      ours = dialer.receive(taken(fromListener));
    }
    assertThat(ours).isEqualTo(theirs);
    return ours;
  }

  private static ByteBuffer taken(ByteArrayOutputStream stream) {
    var bytes = stream.toByteArray();
    stream.reset();
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
