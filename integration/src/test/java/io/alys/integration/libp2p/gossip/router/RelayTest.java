package io.alys.integration.libp2p.gossip.router;

import static io.alys.integration.libp2p.gossip.router.RouterFixture.TOPIC;
import static io.alys.integration.libp2p.gossip.router.RouterFixture.id;
import static io.alys.integration.libp2p.gossip.router.RouterFixture.key;
import static io.alys.integration.libp2p.gossip.router.RouterFixture.peer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.libp2p.gossip.GossipMessage;
import io.alys.integration.libp2p.gossip.GossipRpc.Subscription;
import io.alys.integration.libp2p.gossip.GossipRpc.Wish;
import io.alys.integration.libp2p.gossip.TopicRules;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Memory;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Policy;
import io.alys.integration.libp2p.gossip.router.RouterSettings.Publishing;
import io.alys.integration.libp2p.gossip.score.ScoreSettings;
import io.alys.messages.types.Bytes;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages from peers and of our own. */
final class RelayTest {

  private final RouterFixture it = new RouterFixture(RouterFixture.standard());

  @Test
  void aMessageGoesOnOnlyOnceItIsAccepted() {
    connect(5);
    var message = it.message(9, "hello");

    it.say(1, message);

    assertThat(it.received)
        .containsExactly(new Received(TOPIC, id(message), message.payload(), peer(1), peer(9)));
    assertThat(it.messages(2)).isEmpty();
    it.answer(Verdict.ACCEPT);
    assertThat(it.messages(1)).isEmpty();
    for (int i = 2; i <= 5; i++) {
      assertThat(it.messages(i)).containsExactly(message);
    }
    assertThat(it.score(1)).isEqualTo(0.1);
  }

  @Test
  void anIgnoredMessageGoesNowhereAndNobodyIsBlamed() {
    connect(3);
    it.say(1, it.message(9, "hello"));

    it.answer(Verdict.IGNORE);

    assertThat(it.messages(2)).isEmpty();
    assertThat(it.score(1)).isZero();
    assertThat(it.router.counts()).containsEntry(Count.IGNORED, 1L);
  }

  @Test
  void allWhoBringARejectedMessageAreBlamed() {
    connect(4);
    var message = it.message(9, "bad");
    it.say(1, message);
    it.say(2, message);

    it.answer(Verdict.REJECT);
    it.say(3, message);

    assertThat(IntStream.rangeClosed(1, 4).mapToObj(it::score))
        .containsExactly(-10., -10., -10., 0.);
    assertThat(it.received).isEmpty();
    assertThat(it.messages(4)).isEmpty();
  }

  @Test
  void aMessageComesOnceAndNotBackToItsSendersAndAuthor() {
    connect(5);
    var message = it.message(4, "hello");
    it.say(1, message);
    it.say(2, message);

    it.answer(Verdict.ACCEPT);
    it.say(3, message);

    assertThat(it.received).isEmpty();
    assertThat(it.messages(1)).isEmpty();
    assertThat(it.messages(2)).isEmpty();
    assertThat(it.messages(3)).hasSize(1);
    assertThat(it.messages(4)).isEmpty();
    assertThat(it.messages(5)).hasSize(1);
    assertThat(it.router.counts()).containsEntry(Count.DUPLICATE, 2L);
  }

  @Test
  void anAnswerThatComesTwiceOrTooLateIsPassedOver() {
    connect(2);
    var message = it.message(9, "hello");
    it.say(1, message);
    assertThat(it.router.verdict(id(message), Verdict.IGNORE)).isTrue();
    assertThat(it.router.verdict(id(message), Verdict.ACCEPT)).isFalse();
    assertThat(it.messages(2)).isEmpty();

    var late = it.message(9, "late");
    it.say(1, late);
    it.beat(121);
    assertThat(it.router.verdict(id(late), Verdict.ACCEPT)).isFalse();
    assertThat(it.router.usage().pending()).isZero();
    assertThat(it.router.counts()).containsEntry(Count.EXPIRED, 1L);
  }

  @Test
  void aForgedMessageIsBlamedAndDoesNotHideTheTrueOne() {
    connect(3);
    var message = it.message(9, "hello");
    var forged =
        new GossipMessage(
            new GossipMessage.Origin(peer(8), message.origin().number()),
            TOPIC,
            message.payload(),
            message.signature(),
            message.key());

    it.say(1, forged);
    assertThat(it.received).isEmpty();
    assertThat(it.score(1)).isEqualTo(-10);
    assertThat(it.router.counts()).containsEntry(Count.BAD_SIGNATURE, 1L);

    it.say(2, message);
    assertThat(it.received).hasSize(1);
    assertThat(it.score(2)).isZero();
  }

  @Test
  void ourOwnMessagesOfEarlierAreNotTakenForOthers() {
    connect(1);
    it.say(1, it.message(0, "mine"));

    assertThat(it.received).isEmpty();
    assertThat(it.score(1)).isZero();
    assertThat(it.router.counts()).containsEntry(Count.OWN_RETURNED, 1L);
  }

  @Test
  void messagesOnOtherTopicsAndLargeOnesAreNotTaken() {
    connect(1);
    var number = Bytes.zeros(8);
    it.say(1, GossipMessage.sign(key(9), number, "other", Bytes.EMPTY));
    it.say(1, GossipMessage.sign(key(9), number, TOPIC, Bytes.zeros(TopicRules.V1_SIZE + 1)));

    assertThat(it.received).isEmpty();
    assertThat(it.score(1)).isEqualTo(-10);
    assertThat(it.router.counts())
        .containsEntry(Count.OTHER_TOPIC, 1L)
        .containsEntry(Count.TOO_LARGE, 1L);
  }

  @Test
  void ourOwnMessageGoesToAllWithAFairScoreAndIsNotSentTwice() {
    connect(20);
    it.router.application(peer(3), -51);
    IntStream.rangeClosed(1, 20).forEach(it::sent);

    var published = it.router.publish(it.message(0, "mine"), it.now);

    assertThat(published).isInstanceOf(Published.Sent.class);
    assertThat(((Published.Sent) published).peers()).isEqualTo(19);
    assertThat(it.messages(3)).isEmpty();
    assertThat(it.messages(20)).hasSize(1);
    assertThat(it.router.publish(it.message(0, "mine"), it.now))
        .isInstanceOf(Published.Duplicate.class);
  }

  @Test
  void aMessageThatIsTooLargeWithAllThatBelongsToItIsNotSent() {
    connect(1);
    var just = GossipMessage.sign(key(0), Bytes.zeros(8), TOPIC, Bytes.zeros(65_300));
    var over = GossipMessage.sign(key(0), Bytes.zeros(8), TOPIC, Bytes.zeros(65_536));

    assertThat(it.router.publish(just, it.now)).isInstanceOf(Published.Sent.class);
    assertThat(it.router.publish(over, it.now)).isInstanceOf(Published.TooLarge.class);
  }

  @Test
  void withoutFloodingOurOwnMessageGoesToTheMeshAlone() {
    var other = new RouterFixture(meshPublishing());
    IntStream.rangeClosed(1, 20).forEach(other::accept);
    other.beat(1);
    IntStream.rangeClosed(1, 20).forEach(other::sent);

    var published = (Published.Sent) other.router.publish(other.message(0, "mine"), other.now);

    assertThat(published.peers()).isEqualTo(6);
    long reached = IntStream.rangeClosed(1, 20).filter(i -> !other.messages(i).isEmpty()).count();
    assertThat(reached).isEqualTo(6);
  }

  @Test
  void aTopicThatWeOnlyPublishOnKeepsItsPeersForAWhileAndTheyAreGraftedFirst() {
    var other = new RouterFixture(meshPublishing());
    for (int i = 1; i <= 20; i++) {
      other.accept(i);
      other.say(i, new Subscription(Wish.JOIN, "b"));
    }
    IntStream.rangeClosed(1, 20).forEach(other::sent);
    publishOnB(other, "one");
    var first = IntStream.rangeClosed(1, 20).filter(i -> !other.messages(i).isEmpty()).toArray();
    publishOnB(other, "two");
    var second = IntStream.rangeClosed(1, 20).filter(i -> !other.messages(i).isEmpty()).toArray();

    assertThat(first).hasSize(6).isEqualTo(second);
    other.router.subscribe("b", other.now);
    assertThat(other.router.mesh().get("b"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.of(first).mapToObj(RouterFixture::peer).toList());
  }

  @Test
  void directPeersGetEverythingWhateverTheMesh() {
    it.router.direct(Set.of(peer(30)), it.now);
    connect(10);
    it.accept(30);
    it.say(1, it.message(9, "hello"));
    it.answer(Verdict.ACCEPT);
    assertThat(it.messages(30)).hasSize(1);

    it.router.publish(it.message(0, "mine"), it.now);
    assertThat(it.messages(30)).hasSize(1);
  }

  @Test
  void whoIsGraylistedIsNotHeard() {
    connect(2);
    it.router.application(peer(1), -81);
    it.say(1, it.message(9, "hello"));

    assertThat(it.received).isEmpty();
    assertThat(it.router.counts()).containsEntry(Count.GRAYLISTED, 1L);
  }

  @Test
  void messagesThatWaitAreBoundedInAllAndForEachPeer() {
    var standard = RouterFixture.standard().bounds();
    var memory = new Memory(100, 5, 3, 1_000, 1_000);
    var small = new RouterFixture(RouterFixture.bounds(standard.control(), memory));
    IntStream.rangeClosed(1, 3).forEach(small::accept);
    for (int i = 0; i < 5; i++) {
      small.say(1, small.message(9, "one " + i));
    }
    assertThat(small.received).hasSize(3);
    for (int i = 0; i < 5; i++) {
      small.say(2, small.message(9, "two " + i));
    }
    assertThat(small.received).hasSize(5);
    assertThat(small.router.counts()).containsEntry(Count.OVERLOAD, 5L);

    small.answer(Verdict.IGNORE);
    small.say(1, small.message(9, "one 4"));
    assertThat(small.received).hasSize(5);
    assertThat(small.score(1)).isZero();
  }

  private static void publishOnB(RouterFixture other, String text) {
    var payload = Bytes.of(text.getBytes(UTF_8));
    other.router.publish(GossipMessage.sign(key(0), Bytes.zeros(8), "b", payload), other.now);
  }

  private static RouterSettings meshPublishing() {
    var standard = RouterFixture.standard();
    var topics = TopicRules.byContent(TopicRules.V1_SIZE);
    return new RouterSettings(
        standard.mesh(),
        standard.timing(),
        standard.lazy(),
        standard.bounds(),
        new Policy(topics, ScoreSettings.standard(), Publishing.MESH, 16, 60));
  }

  private void connect(int count) {
    for (int i = 1; i <= count; i++) {
      it.accept(i);
    }
    IntStream.rangeClosed(1, count).forEach(it::sent);
  }
}
