package io.alys.integration.libp2p.gossip.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.GossipRpc.Have;
import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.gossip.router.SimulatedNetwork.SimulatedNode;
import io.alys.messages.types.Bytes;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many routers in virtual time; the seed is in the test's name. */
final class SimulationTest {

  private static final int HOSTILE = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyMessageReachesEveryoneOnceAndMeshesKeepTheirSize(long seed) {
    var network = new SimulatedNetwork(seed, 50, 0);
    network.mesh(12);
    network.run(5_000);

    publish(network, 20, 500);
    network.run(10_000);

    assertAllHave(network, 20);
    for (var node : network.nodes) {
      assertThat(node.router.mesh().get(SimulatedNetwork.TOPIC)).hasSizeBetween(5, 14);
    }
    assertHonestAreUnharmed(network);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void lostMessagesAreMadeUpFor(long seed) {
    var network = new SimulatedNetwork(seed, 30, 0.3);
    network.mesh(10);
    network.run(5_000);

    publish(network, 20, 700);
    network.run(30_000);

    assertAllHave(network, 20);
    assertHonestAreUnharmed(network);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void connectionsThatComeAndGoDoNotStopMessages(long seed) {
    var network = new SimulatedNetwork(seed, 30, 0.05);
    network.mesh(10);
    network.every(200, 100, () -> churn(network));
    network.run(5_000);

    publish(network, 20, 1_000);
    network.run(30_000);

    assertAllHave(network, 20);
    assertHonestAreUnharmed(network);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    var meshes =
        IntStream.range(0, 2)
            .mapToObj(
                run -> {
                  var network = new SimulatedNetwork(11, 20, 0.1);
                  network.mesh(8);
                  publish(network, 5, 500);
                  network.run(20_000);
                  return network.nodes.stream().map(node -> node.router.mesh()).toList();
                })
            .toList();

    assertThat(meshes.getFirst()).isEqualTo(meshes.getLast());
  }

  /** What hostile peers do, to everyone that they know, five times a second. */
  enum Attack {
    GRAFT_FLOOD {
      @Override
      GossipRpc next(int tick) {
        return control(List.of(), List.of(), Collections.nCopies(100, SimulatedNetwork.TOPIC));
      }
    },
    GRAFT_IN_BACKOFF {
      @Override
      GossipRpc next(int tick) {
        var topic = SimulatedNetwork.TOPIC;
        var prune = List.of(new Prune(topic, List.of(), 60));
        return new GossipRpc(
            List.of(),
            List.of(),
            new Control(
                List.of(),
                List.of(),
                tick % 2 == 0 ? List.of() : List.of(topic),
                tick % 2 == 0 ? prune : List.of()));
      }
    },
    HAVE_FLOOD {
      @Override
      GossipRpc next(int tick) {
        var ids = IntStream.range(0, 200).mapToObj(i -> number(tick * 1_000 + i)).toList();
        return control(List.of(new Have(SimulatedNetwork.TOPIC, ids)), List.of(), List.of());
      }
    },
    NEVER_ANSWERS {
      @Override
      GossipRpc next(int tick) {
        var have = List.of(new Have(SimulatedNetwork.TOPIC, List.of(number(tick))));
        return tick % 4 == 0 ? control(have, List.of(), List.of()) : nothing();
      }
    },
    WANT_FLOOD {
      @Override
      GossipRpc next(int tick) {
        var ids = IntStream.range(0, 2_000).mapToObj(Attack::number).toList();
        return control(List.of(), List.of(ids), List.of());
      }
    },
    BAD_SIGNATURES {
      @Override
      GossipRpc next(int tick) {
        var good = SimulatedNetwork.message(HOSTILE, tick, "forged " + tick);
        var other =
            new GossipMessage.Origin(RouterFixture.peer(HOSTILE - 1), good.origin().number());
        var forged =
            new GossipMessage(other, good.topic(), good.payload(), good.signature(), good.key());
        return new GossipRpc(List.of(), List.of(forged), Control.NONE);
      }
    },
    OVERSIZED {
      @Override
      GossipRpc next(int tick) {
        var topic = SimulatedNetwork.TOPIC;
        var large =
            GossipMessage.sign(
                RouterFixture.key(HOSTILE), Bytes.zeros(8), topic, Bytes.zeros(65_537));
        return new GossipRpc(List.of(), List.of(large), Control.NONE);
      }
    };

    abstract GossipRpc next(int tick);

    static GossipRpc control(List<Have> have, List<List<Bytes>> want, List<String> graft) {
      return new GossipRpc(List.of(), List.of(), new Control(have, want, graft, List.of()));
    }

    static GossipRpc nothing() {
      return new GossipRpc(List.of(), List.of(), Control.NONE);
    }

    static Bytes number(int number) {
      return Bytes.of(ByteBuffer.allocate(4).putInt(number).array());
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostilePeersAreScoredDownAndPrunedAndHonestOnesAreNot(Attack attack) {
    var network = new SimulatedNetwork(20, 25, 0.02);
    network.mesh(8);
    for (int i = 0; i < 5; i++) {
      hostile(network, HOSTILE + i, attack);
    }
    network.run(5_000);

    publish(network, 20, 1_000);
    network.run(40_000);

    assertAllHave(network, 20);
    assertHonestAreUnharmed(network);
    for (var node : network.nodes) {
      for (int i = 0; i < 5; i++) {
        var peer = RouterFixture.peer(HOSTILE + i);
        var score = node.router.score(peer);
        assertThat(score.total()).describedAs("%s", score.parts()).isLessThan(-20);
        assertThat(node.router.mesh().get(SimulatedNetwork.TOPIC)).doesNotContain(peer);
      }
      assertThat(node.router.usage().queuedBytes()).isLessThan(1_000_000);
      assertThat(node.router.usage().promises()).isLessThan(1_000);
    }
  }

  private static void hostile(SimulatedNetwork network, int number, Attack attack) {
    var id = RouterFixture.peer(number);
    network.strangers.put(id, talk -> {});
    var address = InetAddress.ofLiteral("10.9.0." + (number - HOSTILE + 1));
    var join = new Subscription(Wish.JOIN, SimulatedNetwork.TOPIC);
    for (var node : network.nodes) {
      var link = new Link(address, Link.Side.ACCEPTED, Link.Version.V1_1);
      node.router.connected(id, link, network.now);
      node.router.opened(id, Link.Version.V1_1);
      node.hear(id, new GossipRpc(List.of(join), List.of(), Control.NONE));
    }
    var tick = new int[1];
    network.every(
        200,
        200,
        () -> {
          var rpc = attack.next(tick[0]++);
          network.nodes.forEach(node -> node.hear(id, rpc));
        });
  }

  private static void churn(SimulatedNetwork network) {
    var nodes = network.nodes;
    var one = nodes.get(network.random.nextInt(nodes.size()));
    if (one.links.size() > 6) {
      var gone = List.copyOf(one.links).get(network.random.nextInt(one.links.size()));
      nodes.stream()
          .filter(node -> node.id.equals(gone) && node.links.size() > 6)
          .findFirst()
          .ifPresent(node -> network.cut(one, node));
    }
    network.link(one, nodes.get(network.random.nextInt(nodes.size())));
  }

  private static void publish(SimulatedNetwork network, int count, long interval) {
    for (int i = 0; i < count; i++) {
      var text = "message " + i;
      var node = network.nodes.get(network.random.nextInt(network.nodes.size()));
      network.after(i * interval, () -> node.publish(text));
    }
    network.run(count * interval);
  }

  private static void assertAllHave(SimulatedNetwork network, int count) {
    for (SimulatedNode node : network.nodes) {
      assertThat(node.received).describedAs("node %d", node.number).hasSize(count);
      assertThat(node.received.values()).containsOnly(1);
    }
  }

  private static void assertHonestAreUnharmed(SimulatedNetwork network) {
    for (var node : network.nodes) {
      for (var other : node.links) {
        var score = node.router.score(other);
        assertThat(score.total()).describedAs("%s", score.parts()).isNotNegative();
      }
    }
  }
}
