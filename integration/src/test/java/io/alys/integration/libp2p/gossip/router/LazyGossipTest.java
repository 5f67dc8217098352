package io.alys.integration.libp2p.gossip.router;

import static io.alys.integration.libp2p.gossip.router.RouterFixture.id;
import static io.alys.integration.libp2p.gossip.router.RouterFixture.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.gossip.GossipRpc;
import io.alys.integration.libp2p.gossip.GossipRpc.Control;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Lazy;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Memory;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Mesh;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** IHAVE and IWANT, and what is bounded. */
final class LazyGossipTest {

  private final RouterFixture it = new RouterFixture(RouterFixture.standard());

  @Test
  void peersOutsideTheMeshHearOfMessagesForThreeHeartbeats() {
    connect(20);
    it.beat(1);
    drain(20);
    var message = it.message(9, "hello");
    it.say(1, message);
    it.answer(Verdict.ACCEPT);
    drain(20);

    for (int beat = 1; beat <= 4; beat++) {
      it.beat(1);
      int told = 0;
      for (int i = 1; i <= 20; i++) {
        var haves = it.haves(i);
        told += haves.isEmpty() ? 0 : 1;
        assertThat(haves).isSubsetOf(id(message));
        assertThat(haves.isEmpty() || !it.mesh().contains(peer(i))).isTrue();
      }
      assertThat(told).isEqualTo(beat <= 3 ? 6 : 0);
    }
  }

  @Test
  void whoAsksGetsAMessageThreeTimesAndAsLongAsItIsKept() {
    connect(2);
    var message = it.message(9, "hello");
    it.say(1, message);
    it.answer(Verdict.ACCEPT);
    drain(2);
    for (int i = 0; i < 3; i++) {
      it.want(2, id(message));
      assertThat(it.messages(2)).containsExactly(message);
    }
    it.want(2, id(message));
    assertThat(it.messages(2)).isEmpty();

    it.beat(5);
    it.want(1, id(message));
    assertThat(it.messages(1)).isEmpty();
    assertThat(it.router.usage().cacheBytes()).isZero();
  }

  @Test
  void whatIsMissingIsAskedForAndWhatIsKnownIsNot() {
    connect(2);
    var known = it.message(9, "known");
    var missing = it.message(9, "missing");
    it.say(1, known);
    it.answer(Verdict.ACCEPT);
    drain(2);

    it.have(2, id(known), id(missing));

    assertThat(it.wants(2)).containsExactly(id(missing));
    it.say(2, missing);
    it.beat(10);
    assertThat(it.score(2)).isNotNegative();
    assertThat(it.router.usage().promises()).isZero();
  }

  @Test
  void aPromiseThatAnotherKeepsIsKept() {
    connect(2);
    var message = it.message(9, "missing");
    for (int i = 0; i < 9; i++) {
      it.have(2, id(message));
    }
    it.say(1, message);

    it.beat(10);

    assertThat(it.router.counts()).doesNotContainKey(Count.BROKEN_PROMISE);
  }

  @Test
  void whoPromisesAndDoesNotDeliverIsBlamedInTheEnd() {
    connect(1);
    for (int i = 0; i < 20; i++) {
      it.have(1, Bytes.of((byte) i));
      it.beat(1);
    }

    assertThat(it.score(1)).isLessThan(-20);
    assertThat(it.mesh()).isEmpty();
    assertThat(it.router.score(peer(1)).parts().getFirst().toString()).startsWith("P7");
  }

  @Test
  void havesAreBoundedInNumberAndFloodsAreBlamed() {
    connect(1);
    for (int i = 0; i < 50; i++) {
      it.have(1, Bytes.of((byte) i));
    }
    assertThat(it.wants(1)).hasSize(10);
    assertThat(it.score(1)).isZero();

    for (int i = 0; i < 70; i++) {
      it.have(1, Bytes.of((byte) i));
    }
    assertThat(it.score(1)).isLessThan(-80);
  }

  @Test
  void idsThatWeAskForAreBounded() {
    connect(1);
    var ids = IntStream.range(0, 3_000).mapToObj(LazyGossipTest::number).toArray(Bytes[]::new);
    var more = IntStream.range(3_000, 6_000).mapToObj(LazyGossipTest::number).toArray(Bytes[]::new);

    it.have(1, ids);
    it.have(1, more);

    assertThat(it.wants(1)).hasSize(5_000).doesNotHaveDuplicates();
    it.have(1, more);
    assertThat(it.wants(1)).isEmpty();
  }

  @Test
  void whoAsksForMoreThanAllowedIsBlamed() {
    connect(1);
    var ids = IntStream.range(0, 5_000).mapToObj(LazyGossipTest::number).toArray(Bytes[]::new);
    it.want(1, ids);
    for (int i = 0; i < 20; i++) {
      it.want(1, ids);
    }

    assertThat(it.score(1)).isLessThan(-80);
  }

  @Test
  void graftsAndPrunesAreBounded() {
    connect(1);
    var many = Collections.nCopies(200, "other");
    it.say(
        1, new GossipRpc(List.of(), List.of(), new Control(List.of(), List.of(), many, List.of())));

    assertThat(it.router.counts()).containsEntry(Count.CONTROL_IGNORED, 136L);
    assertThat(it.score(1)).isLessThan(-80);
  }

  @Test
  void topicsOfAPeerAreBounded() {
    connect(1);
    for (int i = 0; i < 80; i++) {
      it.say(1, new Subscription(Wish.JOIN, "topic " + i));
    }

    assertThat(it.router.peersOn("topic 62")).hasSize(1);
    assertThat(it.router.peersOn("topic 63")).isEmpty();
    assertThat(it.score(1)).isNegative();
  }

  @Test
  void whoHasAPoorScoreNeitherHearsNorIsHeard() {
    connect(1);
    var message = it.message(9, "hello");
    it.router.publish(it.message(0, "mine"), it.now);
    drain(1);
    it.router.application(peer(1), -21);

    it.have(1, id(message));
    it.want(1, id(it.message(0, "mine")));
    it.beat(1);

    assertThat(it.sent(1).stream().filter(rpc -> rpc.control().prune().isEmpty())).isEmpty();
  }

  @Test
  void queuesAreBoundedAndControlComesFirst() {
    var standard = RouterFixture.standard().bounds();
    var memory = new Memory(100, 50, 30, 1_000_000, 8_000);
    var small = new RouterFixture(RouterFixture.bounds(standard.control(), memory));
    small.accept(1);
    small.accept(2);
    small.sent(2);
    for (int i = 0; i < 10; i++) {
      small.say(1, small.message(9, "x".repeat(3_000) + i));
      small.answer(Verdict.ACCEPT);
    }
    small.router.publish(small.message(0, "mine"), small.now);
    small.prune(2, 60);
    small.graft(2, RouterFixture.TOPIC);

    var sent = small.sent(2);

    assertThat(sent.getFirst().control().prune()).hasSize(1);
    assertThat(sent.get(1).messages().getFirst().origin().author()).isEqualTo(peer(0));
    assertThat(sent).hasSize(5);
    assertThat(small.router.counts()).containsEntry(Count.SEND_DROPPED, 7L);
    assertThat(small.router.usage().queuedBytes()).isLessThan(8_000);
  }

  @Test
  void whoDoesNotEvenTakeControlIsGivenUp() {
    var standard = RouterFixture.standard().bounds();
    var memory = new Memory(100, 50, 30, 1_000_000, 8_000);
    var small = new RouterFixture(RouterFixture.bounds(standard.control(), memory));
    small.accept(1);
    for (int i = 0; i < 30; i++) {
      small.router.subscribe("topic " + i, small.now);
    }

    assertThat(small.stalled).containsExactly(peer(1));
  }

  @Test
  void theCacheIsBoundedInBytes() {
    var standard = RouterFixture.standard().bounds();
    var memory = new Memory(100, 50, 30, 10_000, 1_000_000);
    var small = new RouterFixture(RouterFixture.bounds(standard.control(), memory));
    small.accept(1);
    for (int i = 0; i < 20; i++) {
      small.router.publish(small.message(0, "x".repeat(1_000) + i), small.now);
    }

    assertThat(small.router.usage().cacheBytes()).isBetween(8_000L, 10_000L);
  }

  @Test
  void seenMessagesAreForgottenInTimeAndBeyondABound() {
    var standard = RouterFixture.standard().bounds();
    var memory = new Memory(3, 50, 30, 10_000, 1_000_000);
    var small = new RouterFixture(RouterFixture.bounds(standard.control(), memory));
    small.accept(1);
    var first = small.message(9, "0");
    small.say(1, first);
    small.answer(Verdict.IGNORE);
    small.beat(119);
    small.say(1, first);
    assertThat(small.received).isEmpty();
    small.beat(1);
    small.say(1, first);
    assertThat(small.received).hasSize(1);
    for (int i = 1; i <= 3; i++) {
      small.say(1, small.message(9, "" + i));
    }
    small.router.verdict(id(first), Verdict.IGNORE);
    small.say(1, first);
    assertThat(small.received).hasSize(5);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Mesh(6, 7, 12, 4, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mesh(6, 5, 12, 7, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mesh(6, 5, 12, 4, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lazy(6, 2, 5, 3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Lazy(6, 1, 3, 5, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Memory(1, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RouterSettings.Control(0, 1, 1, 1, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RouterFixture.standard().heartbeat(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes number(int number) {
    return Bytes.of(ByteBuffer.allocate(4).putInt(number).array());
  }

  private void connect(int count) {
    IntStream.rangeClosed(1, count).forEach(it::accept);
    drain(count);
  }

  private void drain(int count) {
    IntStream.rangeClosed(1, count).forEach(it::sent);
  }
}
