package io.alys.integration.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.PeerFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The handshake alone, against the vectors that the cacophony and snow projects publish. */
final class XxPatternTest {

  private static final HexFormat HEX = HexFormat.of();

  static Stream<JsonNode> vectors() throws IOException {
    try (var file = XxPatternTest.class.getResourceAsStream("/libp2p/noise-xx.json")) {
      return JsonMapper.shared().readTree(file).valueStream().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void writesAndReadsTheVectors(JsonNode vector) {
    var initiator = pattern(true, vector, "init");
    var responder = pattern(false, vector, "resp");
    var messages = vector.get("messages");

    for (int i = 0; i < XxPattern.MESSAGES; i++) {
      var writer = i % 2 == 0 ? initiator : responder;
      var reader = i % 2 == 0 ? responder : initiator;
      var written = writer.write(hex(messages.get(i), "payload"));
      assertThat(HEX.formatHex(written)).isEqualTo(messages.get(i).get("ciphertext").asString());
      assertThat(reader.read(written)).isEqualTo(hex(messages.get(i), "payload"));
    }
    if (vector.has("handshake_hash")) {
      assertThat(initiator.handshakeHash()).isEqualTo(hex(vector, "handshake_hash"));
      assertThat(responder.handshakeHash()).isEqualTo(hex(vector, "handshake_hash"));
    }
    checkTransport(messages, initiator.channel(), responder.channel());
  }

  private static void checkTransport(JsonNode messages, NoiseChannel first, NoiseChannel second) {
    for (int i = XxPattern.MESSAGES; i < messages.size(); i++) {
      var sender = i % 2 == 0 ? first : second;
      var receiver = i % 2 == 0 ? second : first;
      var frame = sender.seal(ByteBuffer.wrap(hex(messages.get(i), "payload")));
      var sealed = Arrays.copyOfRange(frame.array(), FrameReader.HEAD, frame.limit());
      assertThat(HEX.formatHex(sealed)).isEqualTo(messages.get(i).get("ciphertext").asString());
      assertThat(receiver.open(frame)).contains(hex(messages.get(i), "payload"));
    }
  }

  @Test
  void keysAreThoseOfRfc7748() {
    var alice = key("77076d0a7318a57d3c16c17251b26645df4c5a1f9b1a2b4b2a87c0c8f6b0e2f1");
    var bob = key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

    assertThat(HEX.formatHex(bob.point()))
        .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    assertThat(bob.agree(alice.point())).isEqualTo(alice.agree(bob.point()));
  }

  @Test
  void pointsOfSmallOrderAreRefused() {
    var key = key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");

    assertThatThrownBy(() -> key.agree(new byte[X25519Key.SIZE])).isInstanceOf(PeerFault.class);
  }

  @Test
  void turnsAreKept() throws IOException {
    var vector = vectors().findFirst().orElseThrow();
    var responder = pattern(false, vector, "resp");

    assertThatThrownBy(() -> responder.write(new byte[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(responder::channel).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(responder::theirStatic).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pattern(true, vector, "init").read(new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static X25519Key key(String hex) {
    return X25519Key.of(HEX.parseHex(hex.replace(" ", "")));
  }

  private static XxPattern pattern(boolean initiator, JsonNode vector, String side) {
    return new XxPattern(
        initiator,
        X25519Key.of(hex(vector, side + "_static")),
        X25519Key.of(hex(vector, side + "_ephemeral")),
        hex(vector, side + "_prologue"));
  }

  private static byte[] hex(JsonNode node, String name) {
    return HEX.parseHex(node.get(name).asString());
  }
}
