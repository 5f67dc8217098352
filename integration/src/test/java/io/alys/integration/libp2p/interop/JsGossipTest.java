package io.alys.integration.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.gossip.router.Count;
import io.alys.integration.libp2p.gossip.router.Published;
import io.alys.integration.libp2p.gossip.router.Verdict;
import io.alys.integration.libp2p.gossip.service.GossipNode;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import io.alys.integration.testing.JsPeer;
import io.alys.messages.types.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mesh of this node and two peers of an independent implementation, on both sides of it. */
final class JsGossipTest {

  private static final String TOPIC = "consensus_block";
  private static final int[] SIZES = {300, 10_000, 100_000};

  private final GossipNode node = new GossipNode(41, TopicRules.STANDARD_SIZE);
  private final JsPeer left = new JsPeer("secp256k1", "gossip");
  private final JsPeer right = new JsPeer("Ed25519", "gossip");

  @BeforeEach
  void connect() {
    node.gossip.subscribe(TOPIC);
    left.tell("subscribe " + TOPIC);
    right.tell("subscribe " + TOPIC);
    left.tell("dial " + node.address());
    left.next("dialled");
    node.dial(Multiaddr.parse(right.address()));
    for (var peer : List.of(left, right)) {
      GossipNode.await("in our mesh", () -> node.mesh(TOPIC).contains(id(peer)));
      peer.awaitMesh(TOPIC, node.id().toString());
    }
  }

  @AfterEach
  void close() {
    node.close();
    left.close();
    right.close();
  }

  @Test
  void ourMessagesReachThemWithOurSignature() {
    for (int size : SIZES) {
      var payload = bytes(size);

      var published = (Published.Sent) node.gossip.publish(TOPIC, payload);

      assertThat(published.peers()).isEqualTo(2);
      for (var peer : List.of(left, right)) {
        var message = peer.next("message");
        assertThat(message.get("hash").asString()).isEqualTo(sha256(payload));
        assertThat(message.get("author").asString()).isEqualTo(node.id().toString());
        assertThat(message.get("id").asString())
            .isEqualTo(HexFormat.of().formatHex(published.id().toArray()));
      }
    }
    assertNoFaults();
  }

  @Test
  void theirMessagesReachUsWithTheirSignaturesAndGoOnToTheOther() {
    for (var peer : List.of(left, right)) {
      var other = peer == left ? right : left;
      for (int size : SIZES) {
        peer.tell("publish " + TOPIC + " " + size);
        var hash = peer.next("published").get("hash").asString();

        var message = Events.next(node.received);

        assertThat(message.payload().size()).isEqualTo(size);
        assertThat(sha256(message.payload())).isEqualTo(hash);
        assertThat(message.author()).isEqualTo(id(peer));
        assertThat(message.from()).isEqualTo(id(peer));
        var onward = other.next("message");
        assertThat(onward.get("hash").asString()).isEqualTo(hash);
        assertThat(onward.get("author").asString()).isEqualTo(id(peer).toString());
        assertThat(onward.get("from").asString()).isEqualTo(node.id().toString());
      }
    }
    assertNoFaults();
    assertThat(node.gossip.score(id(left)).total()).isPositive();
  }

  @Test
  void whatWeRejectDoesNotGoOnAndIsScored() {
    node.verdict = Verdict.REJECT;
    left.tell("publish " + TOPIC + " 300");
    Events.next(node.received);

    GossipNode.await("scored", () -> node.gossip.score(id(left)).total() < -9);

    node.verdict = Verdict.ACCEPT;
    node.gossip.publish(TOPIC, bytes(17));
    assertThat(right.next("message").get("hash").asString()).isEqualTo(sha256(bytes(17)));
  }

  @Test
  void aForgedMessageOfTheirsIsDroppedAndScored() {
    var key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(77));
    var good = GossipMessage.sign(key, Bytes.zeros(8), TOPIC, bytes(300));
    var forged = new GossipMessage(good.origin(), TOPIC, bytes(301), good.signature(), good.key());
    var rpc = new GossipRpc(List.of(), List.of(forged), Control.NONE).encode();

    left.tell("raw " + node.address() + " " + HexFormat.of().formatHex(LengthPrefixed.encode(rpc)));

    GossipNode.await("scored", () -> node.gossip.score(id(left)).total() < -9);
    assertThat(node.received).isEmpty();
    assertThat(node.gossip.counts()).containsEntry(Count.BAD_SIGNATURE, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffff7f00", "0412020a00", "03ffffff"})
  void whatCannotBeReadIsDroppedAndScored(String hex) {
    left.tell("raw " + node.address() + " " + hex);

    assertThat(Events.next(node.events.faults).layer())
        .isIn(PeerFault.Layer.GOSSIP, PeerFault.Layer.ENCODING);
    assertThat(node.gossip.score(id(left)).total()).isLessThan(-15);
    GossipNode.await("pruned", () -> !node.mesh(TOPIC).contains(id(left)));
    assertThat(node.received).isEmpty();
  }

  @Test
  void aMessageOfTheirsThatIsTooLargeIsDroppedAndScored() {
    try (var small = new GossipNode(42, TopicRules.V1_SIZE)) {
      small.gossip.subscribe(TOPIC);
      small.dial(Multiaddr.parse(right.address()));
      GossipNode.await("in the mesh", () -> small.mesh(TOPIC).contains(id(right)));
      right.awaitMesh(TOPIC, small.id().toString());

      right.tell("publish " + TOPIC + " 300000");

      Events.next(small.events.faults);
      assertThat(small.gossip.score(id(right)).total()).isLessThan(-15);
      assertThat(small.received).isEmpty();
      assertThat(Events.next(node.received).payload().size()).isEqualTo(300_000);
    }
  }

  private void assertNoFaults() {
    assertThat(node.events.faults).isEmpty();
    assertThat(node.gossip.counts())
        .doesNotContainKeys(Count.BAD_SIGNATURE, Count.MALFORMED, Count.TOO_LARGE);
  }

  private static PeerId id(JsPeer peer) {
    return Multiaddr.parse(peer.address()).peerId().orElseThrow();
  }

  private static String sha256(Bytes payload) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(payload.toArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
