package io.alys.integration.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoiseHandshakeTest {

  private static final PrivateKey ALICE =
      PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));
  private static final PrivateKey BOB = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(2));

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void bothSidesLearnWhoTheOtherIs(KeyType type) {
    var listenerKey = PrivateKey.generate(type, new SeededRandom(3));
    var dialer = new Side(true, ALICE, Optional.of(listenerKey.peerId()));
    var listener = new Side(false, listenerKey, Optional.empty());

    shake(dialer, listener);

    assertThat(dialer.handshake.peer()).isEqualTo(listenerKey.publicKey());
    assertThat(listener.handshake.peer()).isEqualTo(ALICE.publicKey());
  }

  @Test
  void theHandshakeNeedsNoWholeMessages() {
    var dialer = new Side(true, ALICE, Optional.empty());
    var listener = new Side(false, BOB, Optional.empty());
    dialer.handshake.start();

    while (!dialer.done || !listener.done) {
      byteByByte(dialer, listener);
      byteByByte(listener, dialer);
    }

    assertThat(listener.handshake.peer()).isEqualTo(ALICE.publicKey());
  }

  @Test
  void anotherPeerThanTheDialledOneIsAFault() {
    var dialer = new Side(true, ALICE, Optional.of(ALICE.peerId()));
    var listener = new Side(false, BOB, Optional.empty());

    assertThatThrownBy(() -> shake(dialer, listener))
        .isInstanceOf(PeerFault.class)
        .hasMessageContaining("and reached " + PeerId.of(BOB.publicKey()));
  }

  @Test
  void aConnectionToItselfIsAFault() {
    var dialer = new Side(true, ALICE, Optional.empty());
    var listener = new Side(false, ALICE, Optional.empty());

    assertThatThrownBy(() -> shake(dialer, listener)).hasMessageContaining("this node itself");
  }

  @Test
  void everyChangedByteOfTheHandshakeIsNoticed() {
    for (int message = 0; message < 3; message++) {
      int size = wireOf(message).length;
      for (int at = 2; at < size; at += 7) {
        assertThat(survives(message, at)).describedAs("message %d, byte %d", message, at).isFalse();
      }
    }
  }

  @Test
  void hostileBytesAreRefusedOrWaitedFor() {
    HostileBytes.feedBuffers(
        wireOf(0), in -> new Side(false, BOB, Optional.empty()).handshake.receive(in));
    HostileBytes.feedBuffers(
        new byte[] {0, 2, 3, 4},
        in -> {
          var dialer = new Side(true, ALICE, Optional.empty());
          dialer.handshake.start();
          dialer.handshake.receive(in);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {4_097, 65_535})
  void aLongHandshakeMessageIsRefusedByItsLength(int length) {
    var listener = new Side(false, BOB, Optional.empty());
    var head = ByteBuffer.allocate(2).putShort((short) length).flip();

    assertThatThrownBy(() -> listener.handshake.receive(head)).isInstanceOf(PeerFault.class);
  }

  @Test
  void aKeyThatSignedAnotherStaticKeyIsAFault() {
    var proof = IdentityProof.of(BOB, new byte[32]);
    var other = new byte[32];
    other[5] = 1;

    assertThat(IdentityProof.check(proof, new byte[32])).isEqualTo(BOB.publicKey());
    assertThatThrownBy(() -> IdentityProof.check(proof, other))
        .hasMessage("NOISE: the peer does not own the key that it names");
    assertThatThrownBy(() -> IdentityProof.check(new byte[0], other)).isInstanceOf(PeerFault.class);
    HostileBytes.feed(proof, bytes -> IdentityProof.check(bytes, new byte[32]));
  }

  @Test
  void theChannelCarriesAnySizeInOrderHoweverItIsCut() {
    var ends = channels();
    var random = new Random(9);
    var sent = new byte[300_000];
    random.nextBytes(sent);

    var sealed = ends[0].seal(ByteBuffer.wrap(sent));
    var received = new ByteArrayOutputStream();
    while (sealed.hasRemaining()) {
      int size = Math.min(sealed.remaining(), 1 + random.nextInt(90_000));
      var piece = sealed.slice(sealed.position(), size);
      sealed.position(sealed.position() + size);
      for (var text = ends[1].open(piece); text.isPresent(); text = ends[1].open(piece)) {
        received.writeBytes(text.get());
      }
    }

    assertThat(received.toByteArray()).isEqualTo(sent);
  }

  @Test
  void aChangedRepeatedOrEmptyMessageEndsTheChannel() {
    var ends = channels();
    var sealed = ends[0].seal(ByteBuffer.wrap(new byte[100]));
    var copy = sealed.duplicate();
    assertThat(ends[1].open(sealed)).isPresent();

    assertThatThrownBy(() -> ends[1].open(copy)).hasMessage("NOISE: a message was tampered with");
    assertThatThrownBy(() -> ends[1].open(ByteBuffer.allocate(2)))
        .hasMessage("NOISE: a message without its tag");
  }

  private static NoiseChannel[] channels() {
    var dialer = new Side(true, ALICE, Optional.empty());
    var listener = new Side(false, BOB, Optional.empty());
    shake(dialer, listener);
    return new NoiseChannel[] {dialer.handshake.channel(), listener.handshake.channel()};
  }

  private static byte[] wireOf(int message) {
    var sides =
        new Side[] {
          new Side(true, ALICE, Optional.empty()), new Side(false, BOB, Optional.empty())
        };
    sides[0].handshake.start();
    for (int i = 0; i < message; i++) {
      sides[(i + 1) % 2].receive(sides[i % 2].sent());
    }
    return sides[message % 2].sent();
  }

  private static boolean survives(int message, int at) {
    var dialer = new Side(true, ALICE, Optional.empty());
    var listener = new Side(false, BOB, Optional.empty());
    try {
      dialer.handshake.start();
      for (int i = 0; i < 3; i++) {
        var bytes = (i % 2 == 0 ? dialer : listener).sent();
        if (i == message) {
          bytes[at] ^= 1;
        }
        (i % 2 == 0 ? listener : dialer).receive(bytes);
      }
      return dialer.done && listener.done;
    } catch (PeerFault noticed) {
      return false;
    }
  }

  private static void shake(Side dialer, Side listener) {
    dialer.handshake.start();
    listener.receive(dialer.sent());
    dialer.receive(listener.sent());
    listener.receive(dialer.sent());
    assertThat(dialer.done && listener.done).isTrue();
  }

  private static void byteByByte(Side from, Side to) {
    for (byte next : from.sent()) {
      to.receive(new byte[] {next});
    }
  }

  private static final class Side {
    final NoiseHandshake handshake;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean done;

    Side(boolean dialer, PrivateKey key, Optional<PeerId> expected) {
      handshake =
          new NoiseHandshake(dialer, key, expected, new SeededRandom(key.hashCode()), this::keep);
    }

    private void keep(ByteBuffer bytes) {
      var copy = new byte[bytes.remaining()];
      bytes.get(copy);
      out.writeBytes(copy);
    }

    void receive(byte[] bytes) {
      done = handshake.receive(ByteBuffer.wrap(bytes));
    }

    byte[] sent() {
      var bytes = out.toByteArray();
      out.reset();
      return bytes;
    }
  }
}
