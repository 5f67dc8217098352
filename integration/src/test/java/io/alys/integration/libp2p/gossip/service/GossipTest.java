package io.alys.integration.libp2p.gossip.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.RecordingHandler;
import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.connection.DialResult;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.MessageIds;
import io.alys.integration.libp2p.gossip.router.Count;
import io.alys.integration.libp2p.gossip.router.Published;
import io.alys.integration.libp2p.gossip.router.Verdict;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gossip between hosts on real sockets, and rude peers. */
final class GossipTest {

  private static final String TOPIC = "consensus_block";
  private static final int SIZE = 1 << 20;
  private static final PrivateKey RUDE = PrivateKey.generate(KeyType.ED25519, new SeededRandom(99));

  private final List<GossipNode> nodes = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(GossipNode::close);
    hosts.forEach(Host::close);
  }

  @Test
  void aMessageGoesAlongALineOfNodes() {
    var line = line(4);

    for (int size : new int[] {300, 10_000, 500_000}) {
      var payload = bytes(size);
      var published = line.getFirst().gossip.publish(TOPIC, payload);

      assertThat(published).isInstanceOf(Published.Sent.class);
      var last = Events.next(line.getLast().received);
      assertThat(last.payload()).isEqualTo(payload);
      assertThat(last.author()).isEqualTo(line.getFirst().id());
      assertThat(last.from()).isEqualTo(line.get(2).id());
      assertThat(last.id()).isEqualTo(((Published.Sent) published).id());
    }
    assertThat(line.get(1).received).hasSize(3);
    nodes.forEach(node -> assertThat(node.events.faults).isEmpty());
  }

  @Test
  void aRejectedMessageEndsThereAndCostsScore() {
    var line = line(3);
    line.get(1).verdict = Verdict.REJECT;

    line.getFirst().gossip.publish(TOPIC, bytes(100));

    Events.next(line.get(1).received);
    var first = line.getFirst().id();
    GossipNode.await("blamed", () -> line.get(1).gossip.score(first).total() <= -9);
    GossipNode.await("pruned", () -> !line.get(1).mesh(TOPIC).contains(first));
    assertThat(line.get(2).received).isEmpty();
    assertThat(line.get(1).gossip.score(first).parts().getFirst().toString()).contains("P4");
  }

  @Test
  void aSecondConnectionTakesOverWhenTheFirstEnds() {
    var one = node(1);
    var other = node(2);
    var first = one.dial(other);
    other.dial(one);
    awaitMesh(one, other);

    first.close("no more");

    Events.next(one.events.disconnected);
    Events.next(other.events.disconnected);
    for (int i = 0; i < 5; i++) {
      one.gossip.publish(TOPIC, bytes(100 + i));
      assertThat(Events.next(other.received).payload().size()).isEqualTo(100 + i);
    }
    assertThat(one.gossip.peersOn(TOPIC)).containsExactly(other.id());
  }

  @Test
  void aPeerThatLeavesIsForgotten() {
    var one = node(1);
    var other = node(2);
    var connection = one.dial(other);
    awaitMesh(one, other);

    connection.close("bye");

    GossipNode.await("forgotten", () -> one.gossip.peersOn(TOPIC).isEmpty());
    assertThat(one.mesh(TOPIC)).isEmpty();
    assertThat(one.gossip.publish(TOPIC, bytes(10))).isEqualTo(sent(bytes(10), one, 0));
  }

  @Test
  void leavingATopicEndsIt() {
    var one = node(1);
    var other = node(2);
    one.dial(other);
    awaitMesh(one, other);

    other.gossip.unsubscribe(TOPIC);

    GossipNode.await("left", () -> one.gossip.peersOn(TOPIC).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffff7f", // an RPC of 268 MB announced
        "05ffffffffff", // no protobuf
        "04120212000a", // a message that is not signed
        "0212ff" // a field that is cut off
      })
  void whatCannotBeReadCostsScoreAndTheStream(String hex) {
    var node = node(1);
    var connection = rude(node, (peer, stream, protocol) -> new RecordingHandler());
    var closed = new LinkedBlockingQueue<StreamHandler.End>();

    send(connection, HexFormat.of().parseHex(hex), closed);

    assertThat(Events.next(node.events.faults).layer())
        .isIn(PeerFault.Layer.GOSSIP, PeerFault.Layer.ENCODING);
    assertThat(Events.next(closed)).isEqualTo(StreamHandler.End.RESET_BY_PEER);
    assertThat(node.gossip.score(RUDE.peerId()).total()).isLessThan(-15);
    assertThat(node.gossip.counts()).containsEntry(Count.MALFORMED, 1L);
  }

  @Test
  void aPeerThatReadsNothingCostsBoundedMemoryAndSlowsNobody() {
    var node = node(1);
    var other = node(2);
    other.dial(node);
    awaitMesh(node, other);
    var slow = new RecordingHandler();
    slow.slow = true;
    var connection = rude(node, (peer, stream, protocol) -> slow);
    var join = new GossipRpc.Subscription(GossipRpc.Wish.JOIN, TOPIC);
    var rpc = new GossipRpc(List.of(join), List.of(), GossipRpc.Control.NONE);
    send(connection, LengthPrefixed.encode(rpc.encode()), new LinkedBlockingQueue<>());
    GossipNode.await("joined", () -> node.gossip.peersOn(TOPIC).size() == 2);

    for (int i = 0; i < 100; i++) {
      node.gossip.publish(TOPIC, bytes(200_000 + i));
      assertThat(Events.next(other.received).payload().size()).isEqualTo(200_000 + i);
    }

    assertThat(node.gossip.usage().queuedBytes()).isLessThan(6 << 20);
    assertThat(node.gossip.counts().get(Count.SEND_DROPPED)).isGreaterThan(50);
  }

  @Test
  void aPeerWithoutGossipIsLeftAlone() {
    var node = node(1);
    var host = new HostBuilder(RUDE, new Events()).build();
    hosts.add(host);
    var dialled = host.dial(node.address()).toCompletableFuture().join();

    Events.next(node.events.connected);

    assertThat(dialled).isInstanceOf(DialResult.Connected.class);
    assertThat(node.gossip.publish(TOPIC, bytes(10))).isEqualTo(sent(bytes(10), node, 0));
    assertThat(node.events.faults).isEmpty();
  }

  @Test
  void aListenerThatThrowsHurtsNobody() {
    var one = node(1);
    var other = node(2);
    one.dial(other);
    awaitMesh(one, other);
    other.bug = true;

    one.gossip.publish(TOPIC, bytes(10));
    one.gossip.publish(TOPIC, bytes(11));

    Events.next(other.received);
    Events.next(other.received);
    assertThat(other.events.disconnected).isEmpty();
  }

  private static Published sent(Bytes payload, GossipNode author, int peers) {
    var message = GossipMessage.sign(author.key, Bytes.zeros(8), TOPIC, payload);
    return new Published.Sent(MessageIds.OF_CONTENT.id(message), peers);
  }

  private List<GossipNode> line(int count) {
    for (int i = 1; i <= count; i++) {
      var next = node(i);
      if (i > 1) {
        next.dial(nodes.get(i - 2));
        awaitMesh(nodes.get(i - 2), next);
      }
    }
    return nodes;
  }

  private GossipNode node(int seed) {
    var node = new GossipNode(seed, SIZE);
    nodes.add(node);
    node.gossip.subscribe(TOPIC);
    return node;
  }

  private static void awaitMesh(GossipNode one, GossipNode other) {
    GossipNode.await("in the mesh", () -> one.mesh(TOPIC).contains(other.id()));
    GossipNode.await("in the mesh", () -> other.mesh(TOPIC).contains(one.id()));
  }

  private PeerConnection rude(GossipNode node, StreamProtocol protocol) {
    var host =
        new HostBuilder(RUDE, new Events()).protocol(Gossip.PROTOCOLS.getFirst(), protocol).build();
    hosts.add(host);
    var dialled = host.dial(node.address()).toCompletableFuture().join();
    Events.next(node.events.connected);
    return ((DialResult.Connected) dialled).connection();
  }

  private static void send(
      PeerConnection connection, byte[] bytes, LinkedBlockingQueue<StreamHandler.End> closed) {
    connection.open(
        Gossip.PROTOCOLS,
        new StreamOpening() {
          @Override
          public StreamHandler opened(ByteStream stream, String protocol) {
            stream.write(bytes);
            return new Closing(closed);
          }

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        });
  }

  private record Closing(LinkedBlockingQueue<End> closed) implements StreamHandler {
    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {}

    @Override
    public void onClosed(ByteStream stream, End end) {
      closed.add(end);
    }
  }

  private static Bytes bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
