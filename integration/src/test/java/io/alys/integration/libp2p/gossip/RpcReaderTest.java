package io.alys.integration.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.GossipRpc.Have;
import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RpcReaderTest {

  private static final GossipLimits LIMITS = new GossipLimits(20_000, 10_000, 8, 20, 3);
  private static final Bytes ID = Bytes.fromHex("0102");
  private static final PrivateKey KEY = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));

  @Test
  void comesBack() {
    var rpc =
        new GossipRpc(
            List.of(new Subscription(Wish.JOIN, "a"), new Subscription(Wish.LEAVE, "b")),
            List.of(message(KEY)),
            new Control(
                List.of(new Have("a", List.of(ID, ID))),
                List.of(List.of(ID)),
                List.of("a"),
                List.of(new Prune("b", List.of(KEY.peerId().multihash()), 60))));

    assertThat(RpcReader.read(rpc.encode(), LIMITS)).isEqualTo(rpc);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void aSignatureCoversAllThatTheMessageSaysButTheKeyWhichMustBeTheAuthors(KeyType type) {
    var good = message(PrivateKey.generate(type, new SeededRandom(2)));
    var other = new GossipMessage.Origin(KEY.peerId(), good.origin().number());
    var key = Optional.of(Bytes.of(KEY.publicKey().encode()));
    var own = good.origin().author().publicKey().map(known -> Bytes.of(known.encode()));

    assertThat(good.isSignedByAuthor()).isTrue();
    assertThat(changed(good, good.origin(), good.topic(), own).isSignedByAuthor()).isTrue();
    assertThat(changed(good, good.origin(), "b", good.key()).isSignedByAuthor()).isFalse();
    assertThat(changed(good, other, good.topic(), good.key()).isSignedByAuthor()).isFalse();
    assertThat(changed(good, good.origin(), good.topic(), key).isSignedByAuthor()).isFalse();
    assertThat(changed(good, good.origin(), good.topic(), Optional.of(ID)).isSignedByAuthor())
        .isFalse();
  }

  @Test
  void countsAreBounded() {
    refused(new ProtoWriter(), writer -> writer.bytes(1, new byte[0]), 9, "9 subscriptions");
    refused(new ProtoWriter(), writer -> writer.bytes(2, message(KEY).encode()), 9, "9 messages");
    refused(new ProtoWriter(), writer -> writer.varint(9, 1), 33, "33 unknown fields");
    var ids = new ProtoWriter();
    Collections.nCopies(21, ID).forEach(id -> ids.bytes(1, id.toArray()));
    var peers = new ProtoWriter();
    Collections.nCopies(4, ID).forEach(id -> peers.bytes(2, new byte[0]));

    assertRefused(control(2, ids.toBytes()), "more than 20 message ids");
    assertRefused(control(4, peers.toBytes()), "a prune that offers more than 3 peers");
    assertRefused(new byte[20_001], "an RPC of 20001 bytes");
    assertRefused(
        new ProtoWriter().bytes(3, new byte[0]).bytes(3, new byte[0]).toBytes(), "control twice");
  }

  @Test
  void unsignedOrOverlargeMessagesAreRefused() {
    var unsigned = new ProtoWriter().bytes(2, new byte[10]).text(4, "a").toBytes();
    var large = new ProtoWriter().bytes(2, new byte[10_001]).toBytes();
    var more = new ProtoWriter().bytes(9, new byte[1]).toBytes();

    assertRefused(new ProtoWriter().bytes(2, unsigned).toBytes(), "a message that is not signed");
    assertRefused(new ProtoWriter().bytes(2, large).toBytes(), "a field of 10001 bytes");
    assertRefused(new ProtoWriter().bytes(2, more).toBytes(), "its signature cannot cover");
  }

  @Test
  void aBackoffWithoutEndIsADay() {
    var prune = new ProtoWriter().text(1, "a").varint(3, Long.MAX_VALUE).toBytes();

    var read = RpcReader.read(control(4, prune), LIMITS).control().prune();

    assertThat(read).containsExactly(new Prune("a", List.of(), 86_400));
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    var rpc =
        new GossipRpc(
            List.of(new Subscription(Wish.JOIN, "a")),
            List.of(message(KEY)),
            new Control(
                List.of(new Have("a", List.of(ID))),
                List.of(List.of(ID)),
                List.of("a"),
                List.of(new Prune("b", List.of(ID), 60))));

    HostileBytes.feed(
        rpc.encode(),
        bytes -> RpcReader.read(bytes, LIMITS).messages().forEach(GossipMessage::isSignedByAuthor));
  }

  private interface Entry {
    ProtoWriter addTo(ProtoWriter writer);
  }

  private static void refused(ProtoWriter writer, Entry entry, int count, String what) {
    for (int i = 0; i < count; i++) {
      entry.addTo(writer);
    }
    assertThatThrownBy(() -> RpcReader.read(writer.toBytes(), LIMITS))
        .describedAs(what)
        .isInstanceOf(PeerFault.class);
  }

  private static void assertRefused(byte[] rpc, String reason) {
    assertThatThrownBy(() -> RpcReader.read(rpc, LIMITS))
        .isInstanceOf(PeerFault.class)
        .hasMessageContaining(reason);
  }

  private static byte[] control(int field, byte[] entry) {
    return new ProtoWriter().bytes(3, new ProtoWriter().bytes(field, entry).toBytes()).toBytes();
  }

  private static GossipMessage message(PrivateKey key) {
    return GossipMessage.sign(key, Bytes.zeros(8), "a", Bytes.fromHex("c0ffee"));
  }

  private static GossipMessage changed(
      GossipMessage message, GossipMessage.Origin origin, String topic, Optional<Bytes> key) {
    return new GossipMessage(origin, topic, message.payload(), message.signature(), key);
  }
}
