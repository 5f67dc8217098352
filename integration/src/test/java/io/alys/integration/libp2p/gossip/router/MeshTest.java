package io.alys.integration.libp2p.gossip.router;

import static io.alys.integration.libp2p.gossip.router.RouterFixture.TOPIC;
import static io.alys.integration.libp2p.gossip.router.RouterFixture.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.gossip.GossipRpc.Prune;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.identity.PeerId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is in the mesh, with D 6, D_lo 5, D_hi 12, D_score 4, D_out 2. */
final class MeshTest {

  private final RouterFixture it = new RouterFixture(RouterFixture.standard());

  @Test
  void aNewPeerHearsOurTopicsAndWeHearIts() {
    var peer = it.accept(1);

    var first = it.sent(1);

    assertThat(first.getFirst().subscriptions())
        .containsExactly(new Subscription(Wish.JOIN, TOPIC));
    assertThat(it.router.peersOn(TOPIC)).containsExactly(peer);
    assertThat(it.mesh()).containsExactly(peer);
    assertThat(first.getLast().control().graft()).containsExactly(TOPIC);
    it.say(1, new Subscription(Wish.LEAVE, TOPIC));
    assertThat(it.router.peersOn(TOPIC)).isEmpty();
    assertThat(it.mesh()).isEmpty();
  }

  @Test
  void joiningATopicGraftsAsManyAsWanted() {
    for (int i = 1; i <= 20; i++) {
      it.accept(i);
      it.say(i, new Subscription(Wish.JOIN, "b"));
    }
    IntStream.rangeClosed(1, 20).forEach(it::sent);

    it.router.subscribe("b", it.now);

    assertThat(it.router.mesh().get("b")).hasSize(6);
    var grafted =
        IntStream.rangeClosed(1, 20).filter(i -> it.grafts(i).contains("b")).boxed().toList();
    assertThat(grafted.stream().map(RouterFixture::peer).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(it.router.mesh().get("b")));
  }

  @Test
  void leavingATopicPrunesWithTheShortBackoff() {
    it.accept(1);
    it.accept(2);
    it.sent(1);

    it.router.unsubscribe(TOPIC, it.now);

    var sent = it.sent(1);
    assertThat(sent.getFirst().control().prune())
        .containsExactly(new Prune(TOPIC, List.of(peer(2).multihash()), 10));
    assertThat(sent.getLast().subscriptions()).containsExactly(new Subscription(Wish.LEAVE, TOPIC));
    it.router.subscribe(TOPIC, it.now);
    assertThat(it.mesh()).isEmpty();
    it.beat(12);
    assertThat(it.mesh()).containsExactlyInAnyOrder(peer(1), peer(2));
  }

  @Test
  void aHeartbeatFillsAMeshThatIsTooSmall() {
    fillTo(20);
    assertThat(it.mesh()).hasSize(5);
    for (var member : List.copyOf(it.mesh()).subList(0, 3)) {
      it.router.disconnected(member, it.now);
    }

    it.beat(1);

    assertThat(it.mesh()).hasSize(6);
  }

  @Test
  void aHeartbeatCutsAMeshThatIsTooLargeAndKeepsTheBestAndSomeThatWeDialled() {
    for (int i = 1; i <= 10; i++) {
      it.accept(i);
      it.graft(i, TOPIC);
    }
    for (int i = 11; i <= 14; i++) {
      it.dial(i);
      it.graft(i, TOPIC);
    }
    assertThat(it.mesh()).hasSize(14);
    for (int i = 1; i <= 4; i++) {
      it.router.application(peer(i), 10);
    }
    IntStream.rangeClosed(1, 14).forEach(it::sent);

    it.beat(1);

    assertThat(it.mesh()).hasSize(6).contains(peer(1), peer(2), peer(3), peer(4));
    assertThat(it.mesh().stream().filter(member -> numberOf(member) > 10)).hasSize(2);
    var pruned = IntStream.rangeClosed(1, 14).boxed().flatMap(i -> it.prunes(i).stream()).toList();
    assertThat(pruned).hasSize(8);
    assertThat(pruned).allSatisfy(prune -> assertThat(prune.backoffSeconds()).isEqualTo(60));
    assertThat(pruned).allSatisfy(prune -> assertThat(prune.peers()).hasSizeBetween(1, 16));
  }

  @Test
  void aFullMeshTakesOnlyPeersThatWeDialled() {
    for (int i = 1; i <= 12; i++) {
      it.accept(i);
      it.graft(i, TOPIC);
    }
    it.accept(13);
    it.graft(13, TOPIC);
    it.dial(14);
    it.graft(14, TOPIC);

    assertThat(it.mesh()).hasSize(13).contains(peer(14)).doesNotContain(peer(13));
    assertThat(it.prunes(13).getFirst().peers()).isNotEmpty();
  }

  @Test
  void aMeshWithoutPeersThatWeDialledGetsTwo() {
    fillTo(12);
    for (int i = 21; i <= 25; i++) {
      it.dial(i);
    }

    it.beat(1);

    assertThat(it.mesh().stream().filter(member -> numberOf(member) > 20)).hasSize(2);
  }

  @Test
  void aPrunedPeerIsNotGraftedBeforeItsBackoffIsOver() {
    it.accept(1);
    it.prune(1, 20);
    assertThat(it.mesh()).isEmpty();
    it.sent(1);

    it.beat(20);
    assertThat(it.mesh()).isEmpty();
    it.beat(1);

    assertThat(it.mesh()).containsExactly(peer(1));
    assertThat(it.grafts(1)).containsExactly(TOPIC);
  }

  @Test
  void aPruneWithoutATimeMeansTheUsualOneAndOutlivesTheConnection() {
    it.accept(1);
    it.prune(1, 0);
    it.router.disconnected(peer(1), it.now);
    it.accept(1);

    it.beat(60);
    assertThat(it.mesh()).isEmpty();
    it.beat(1);
    assertThat(it.mesh()).containsExactly(peer(1));
  }

  @Test
  void whoGraftsDuringTheBackoffIsRefusedAndBlamed() {
    it.accept(1);
    it.prune(1, 60);
    it.sent(1);
    for (int i = 0; i < 5; i++) {
      it.graft(1, TOPIC);
      assertThat(it.prunes(1)).containsExactly(new Prune(TOPIC, List.of(), 60));
    }

    assertThat(it.mesh()).isEmpty();
    assertThat(it.score(1)).isEqualTo(-16);
  }

  @Test
  void whoHasABadScoreIsPrunedAndNotTaken() {
    it.accept(1);
    it.sent(1);
    it.router.application(peer(1), -1);

    it.beat(1);

    assertThat(it.prunes(1)).containsExactly(new Prune(TOPIC, List.of(), 60));
    it.accept(2);
    it.router.application(peer(2), -1);
    it.say(2, new Subscription(Wish.LEAVE, TOPIC));
    it.sent(2);
    it.graft(2, TOPIC);
    assertThat(it.prunes(2)).containsExactly(new Prune(TOPIC, List.of(), 60));
    assertThat(it.mesh()).isEmpty();
  }

  @Test
  void directPeersAreNeverInTheMeshNorScored() {
    it.router.direct(Set.of(peer(1), peer(2)), it.now);
    it.accept(1);
    it.graft(1, TOPIC);
    it.router.malformed(peer(1));
    it.say(1, it.message(9, "x"));
    it.answer(Verdict.REJECT);
    it.beat(1);

    assertThat(it.mesh()).isEmpty();
    assertThat(it.prunes(1)).hasSize(1);
    assertThat(it.score(1)).isZero();
    assertThat(it.router.scores()).isEmpty();
  }

  @Test
  void aPeerMayBecomeDirectAndCeaseToBe() {
    it.accept(1);
    it.router.application(peer(1), 3);
    it.sent(1);

    it.router.direct(Set.of(peer(1)), it.now);
    assertThat(it.mesh()).isEmpty();
    assertThat(it.prunes(1)).hasSize(1);
    assertThat(it.score(1)).isZero();

    it.router.direct(Set.of(), it.now);
    it.router.malformed(peer(1));
    assertThat(it.score(1)).isNegative();
  }

  @Test
  void otherPeersAreLearntOnlyFromTheTrusted() {
    it.accept(1);
    it.accept(2);
    it.prune(1, 60, peer(7));
    assertThat(it.offered).isEmpty();

    it.router.application(peer(2), 5);
    it.prune(2, 60, peer(7), peer(7), peer(1));

    assertThat(it.offered).containsExactly(peer(7));
  }

  @Test
  void oldPeersHearOfNoOthersAndNoBackoff() {
    it.accept(1);
    it.connect(2, Link.Side.ACCEPTED, Link.Version.V1_0);
    it.sent(2);

    it.router.unsubscribe(TOPIC, it.now);

    assertThat(it.prunes(2)).containsExactly(new Prune(TOPIC, List.of(), 0));
  }

  @Test
  void betterPeersAreTakenInWhenTheMeshIsPoor() {
    fillTo(12);
    it.accept(31);
    it.accept(32);
    it.router.application(peer(31), 4);
    it.beat(59);
    assertThat(it.mesh()).doesNotContain(peer(31));

    it.beat(1);

    assertThat(it.mesh()).contains(peer(31)).doesNotContain(peer(32)).hasSize(6);
  }

  @Test
  void aRichMeshStaysAsItIs() {
    fillTo(12);
    it.mesh().forEach(member -> it.router.application(member, 2));
    it.accept(31);
    it.router.application(peer(31), 4);

    it.beat(60);

    assertThat(it.mesh()).hasSize(5);
  }

  @Test
  void graftsForTopicsThatAreNotOursAreNotAnswered() {
    it.accept(1);
    it.sent(1);
    it.graft(1, "other");

    assertThat(it.sent(1)).isEmpty();
    assertThat(it.router.mesh()).containsOnlyKeys(TOPIC);
  }

  private void fillTo(int count) {
    IntStream.rangeClosed(1, count).forEach(it::accept);
  }

  private static int numberOf(PeerId peer) {
    return IntStream.rangeClosed(1, 100)
        .filter(i -> peer(i).equals(peer))
        .findFirst()
        .orElseThrow();
  }
}
