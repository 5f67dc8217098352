package io.alys.integration.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LengthPrefixedTest {

  private static final int LIMIT = 3_000;

  @Test
  void messagesComeWholeHoweverTheyAreCut() {
    var random = new Random(2);
    for (int round = 0; round < 200; round++) {
      var messages = randomMessages(random);
      var wire = new ByteArrayOutputStream();
      messages.forEach(message -> wire.writeBytes(LengthPrefixed.encode(message)));

      var read = readInPieces(wire.toByteArray(), random);

      assertThat(read).hasSameSizeAs(messages);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i)).isEqualTo(messages.get(i));
      }
    }
  }

  @Test
  void aLengthOverTheLimitIsRefusedBeforeTheMessage() {
    var reader = new LengthPrefixed(LIMIT, PeerFault.Layer.IDENTIFY);
    var head = ByteBuffer.wrap(Varint.encode(LIMIT + 1));

    assertThatThrownBy(() -> reader.read(head))
        .isInstanceOf(PeerFault.class)
        .hasMessage("IDENTIFY: a message of 3001 bytes, at most 3000 are taken");
  }

  @Test
  void aMessageOfTheLimitIsTaken() {
    var reader = new LengthPrefixed(LIMIT, PeerFault.Layer.IDENTIFY);

    var read = reader.read(ByteBuffer.wrap(LengthPrefixed.encode(new byte[LIMIT])));

    assertThat(read).hasValueSatisfying(message -> assertThat(message).hasSize(LIMIT));
    assertThat(reader.isMidway()).isFalse();
  }

  @Test
  void knowsThatAMessageHasBegun() {
    var reader = new LengthPrefixed(LIMIT, PeerFault.Layer.IDENTIFY);

    assertThat(reader.read(ByteBuffer.wrap(new byte[] {5, 1, 2}))).isEmpty();

    assertThat(reader.isMidway()).isTrue();
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    HostileBytes.feedBuffers(
        LengthPrefixed.encode(new byte[40]),
        in -> new LengthPrefixed(LIMIT, PeerFault.Layer.IDENTIFY).read(in));
  }

  private static List<byte[]> randomMessages(Random random) {
    var messages = new ArrayList<byte[]>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      var message = new byte[random.nextInt(LIMIT + 1)];
      random.nextBytes(message);
      messages.add(message);
    }
    return messages;
  }

  private static List<byte[]> readInPieces(byte[] wire, Random random) {
    var reader = new LengthPrefixed(LIMIT, PeerFault.Layer.IDENTIFY);
    var read = new ArrayList<byte[]>();
    for (int at = 0; at < wire.length; ) {
      int size = Math.min(wire.length - at, 1 + random.nextInt(1_500));
      var piece = ByteBuffer.wrap(Arrays.copyOfRange(wire, at, at + size));
      while (piece.hasRemaining()) {
        reader.read(piece).ifPresent(read::add);
      }
      at += size;
    }
    return read;
  }
}
