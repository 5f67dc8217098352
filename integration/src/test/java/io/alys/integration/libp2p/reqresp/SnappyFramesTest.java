package io.alys.integration.libp2p.reqresp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiformats.Varint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

final class SnappyFramesTest {

  private static final int LIMIT = 1 << 20;
  private static final String IDENTIFIER = "ff060000734e61507059";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 65_535, 65_536, 65_537, 300_000, LIMIT})
  void bodiesComeBackPackedByUsOrByAnotherProgram(int size) throws IOException {
    for (var body : new byte[][] {random(size), new byte[size]}) {
      assertThat(inPieces(ours(body))).contains(body);
      assertThat(inPieces(theirs(body))).contains(body);
      if (size > 0) {
        var packed = SnappyFrames.pack(body);
        assertThat(new SnappyFramedInputStream(new ByteArrayInputStream(packed)).readAllBytes())
            .isEqualTo(body);
        assertThat(packed.length).isLessThanOrEqualTo((int) SnappyFrames.maxPacked(size));
      }
    }
  }

  @Test
  void leavesWhatFollowsTheBody() {
    var wire = new ByteArrayOutputStream();
    wire.writeBytes(ours(new byte[100]));
    wire.write(7);
    var in = ByteBuffer.wrap(wire.toByteArray());

    assertThat(new BodyReader(LIMIT).read(in)).isPresent();

    assertThat(in.remaining()).isEqualTo(1);
  }

  @Test
  void passesOverSkippableChunksAndRepeatedIdentifiers() {
    var packed = HexFormat.of().formatHex(SnappyFrames.pack(new byte[100]));
    var wire = "64" + IDENTIFIER + "fe02000000" + "00" + "80000000" + packed;

    assertThat(read(HexFormat.of().parseHex(wire))).contains(new byte[100]);
  }

  @Test
  void aSizeOverTheLimitIsRefusedBeforeTheBody() {
    assertThatThrownBy(() -> read(Varint.encode(LIMIT + 1)))
        .isInstanceOf(PeerFault.class)
        .hasMessage("REQUEST: a body of 1048577 bytes, at most 1048576 are taken");
  }

  @ParameterizedTest
  @CsvSource({
    "0500000000, no snappy stream",
    "05ff0600007171717171710000, no snappy stream",
    "05ff000000, no snappy stream",
    "05" + IDENTIFIER + "02010000" + "00, a chunk of type 2",
    "05" + IDENTIFIER + "7f000000, a chunk of type 127",
    "05" + IDENTIFIER + "00030000" + "000000, a chunk without its checksum",
    "05" + IDENTIFIER + "01030000" + "000000, a chunk without its checksum",
    "05" + IDENTIFIER + "00040000" + "00000000, a chunk that is not snappy",
    "05" + IDENTIFIER + "01090000" + "000000000102030405, a chunk with a wrong checksum",
    "05" + IDENTIFIER + "01ffffff, more packed bytes than the body can need",
    "05" + IDENTIFIER + "feffffff, more packed bytes than the body can need"
  })
  void brokenFramesAreFaults(String hex, String reason) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(PeerFault.class)
        .hasMessage("REQUEST: " + reason);
  }

  @Test
  void aChunkThatBecomesMoreThanWasAnnouncedIsRefusedUnpacked() throws IOException {
    var bomb = Snappy.compress(new byte[60_000]);
    var wire = new ByteArrayOutputStream();
    wire.writeBytes(Varint.encode(59_999));
    wire.writeBytes(HexFormat.of().parseHex(IDENTIFIER));
    wire.write(0);
    wire.write(bomb.length + 4);
    wire.write((bomb.length + 4) >> 8);
    wire.write(0);
    wire.writeBytes(new byte[4]);
    wire.writeBytes(bomb);

    assertThat(bomb).hasSizeLessThan(4_000);
    assertThatThrownBy(() -> read(wire.toByteArray()))
        .hasMessage("REQUEST: a chunk that becomes more than was announced");
  }

  @ParameterizedTest
  @ValueSource(strings = {"04", "ffffffff0f", "ffffff7f", "80808004"})
  void aChunkThatClaimsToBecomeHugeIsRefusedUnpacked(String claim) {
    int length = 4 + claim.length() / 2;
    var wire = "03" + IDENTIFIER + "00" + "%02x".formatted(length) + "0000" + "00000000" + claim;

    assertThatThrownBy(() -> read(HexFormat.of().parseHex(wire))).isInstanceOf(PeerFault.class);
  }

  @Test
  void paddingWithoutEndIsRefused() {
    var wire = "05" + IDENTIFIER + "fe000000".repeat(100);

    assertThatThrownBy(() -> read(HexFormat.of().parseHex(wire)))
        .hasMessage("REQUEST: more packed bytes than the body can need");
  }

  @Test
  void hostileBytesAreRefusedOrWaitedFor() {
    HostileBytes.feed(ours(new byte[200]), SnappyFramesTest::read);
    HostileBytes.feed(ours(random(200)), SnappyFramesTest::read);
  }

  private static Optional<byte[]> read(byte[] wire) {
    return new BodyReader(LIMIT).read(ByteBuffer.wrap(wire));
  }

  private static Optional<byte[]> inPieces(byte[] wire) {
    var random = new Random(wire.length);
    var reader = new BodyReader(LIMIT);
    Optional<byte[]> read = Optional.empty();
    for (int at = 0; at < wire.length; ) {
      int size = Math.min(wire.length - at, 1 + random.nextInt(20_000));
      assertThat(read).isEmpty();
      read = reader.read(ByteBuffer.wrap(wire, at, size));
      at += size;
    }
    return read;
  }

  private static byte[] ours(byte[] body) {
    var out = new ByteArrayOutputStream();
    BodyReader.write(body, out);
    return out.toByteArray();
  }

  private static byte[] theirs(byte[] body) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(Varint.encode(body.length));
    if (body.length > 0) {
      try (var framed = new SnappyFramedOutputStream(out)) {
        framed.write(body);
      }
    }
    return out.toByteArray();
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
