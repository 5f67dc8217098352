package io.alys.workflows.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.peers.Goodbye;
import io.alys.messages.types.Bytes;
import io.alys.workflows.ports.PeerTransport;
import io.alys.workflows.ports.PeerTransport.DialResult;
import io.alys.workflows.ports.PeerTransport.PublishRefusal;
import io.alys.workflows.ports.PeerTransport.PublishResult;
import io.alys.workflows.ports.PeerTransport.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link PeerTransport} does; each has a test that extends this one. */
public abstract class PeerTransportContract extends RequestContract {

  private int probes;

  @Test
  void bothSidesHearOfAConnectionAndOfWhoIsThere() {
    connect();

    assertThat(seenByOne.connected()).containsExactly(two.self());
    assertThat(seenByTwo.connected()).containsExactly(one.self());
    await("identify", () -> seenByOne.details(two.self()).isPresent());
    await("identify", () -> seenByTwo.details(one.self()).isPresent());
    assertThat(one.addresses()).isNotEmpty();
    assertThat(one.addresses()).allMatch(at -> at.peer().equals(Optional.of(one.self())));
    assertThat(one.counters().connections().open()).isEqualTo(1);
  }

  @Test
  void aSecondDialMakesNoSecondConnection() {
    connect();

    assertThat(dial(one, address(two))).isEqualTo(new DialResult.Connected(two.self()));
    assertThat(dial(two, address(one))).isEqualTo(new DialResult.Connected(one.self()));

    assertThat(one.counters().connections().open()).isEqualTo(1);
    assertThat(seenByOne.connected()).containsExactly(two.self());
    assertThat(seenByTwo.connected()).containsExactly(one.self());
  }

  @Test
  void anotherPeerThanTheOneAskedForIsNotTaken() {
    var wrong = address(two).withPeer(create(3).self());

    assertThat(dial(one, wrong)).isInstanceOf(DialResult.Failed.class);
    assertThat(seenByOne.connected()).isEmpty();
  }

  @Test
  void dialsToThisNodeItselfAndToNobodyFail() {
    assertThat(dial(one, address(one))).isInstanceOf(DialResult.Failed.class);
    var gone = address(two);
    two.close();

    assertThat(dial(one, gone)).isInstanceOf(DialResult.Failed.class);
  }

  @Test
  void theReasonOfAGoodbyeReachesThePeer() {
    connect();

    one.disconnect(two.self(), Goodbye.IRRELEVANT_NETWORK);

    await("the end", () -> seenByOne.departures().size() == 1);
    await("the end", () -> seenByTwo.departures().size() == 1);
    assertThat(seenByOne.departures().getFirst().ours()).isTrue();
    assertThat(seenByTwo.departures().getFirst().ours()).isFalse();
    assertThat(seenByTwo.departures().getFirst().goodbye()).isEqualTo(Goodbye.IRRELEVANT_NETWORK);
  }

  @Test
  void aLaterListenerHearsOfThePeersThatAreThere() {
    connect();
    var later = new RecordedPeers();

    one.open(later);

    await("connected", () -> later.connected().equals(List.of(two.self())));
    two.close();
    await("disconnected", () -> later.departures().size() == 1);
    assertThat(seenByOne.departures()).isEmpty();
  }

  @Test
  void blockedPeersAreLeftAndTurnedAwayUntilUnblocked() {
    connect();

    one.block(two.self());

    await("the end", () -> seenByTwo.departures().size() == 1);
    assertThat(dial(one, address(two))).isInstanceOf(DialResult.Failed.class);
    var _ = dial(two, address(one));
    await("nobody", () -> one.counters().connections().open() == 0);
    one.unblock(two.self());
    assertThat(dial(one, address(two))).isEqualTo(new DialResult.Connected(two.self()));
  }

  @Test
  void blockedAddressesAreLeftAndTurnedAwayUntilUnblocked() {
    connect();
    var ip = address(two).ip().orElseThrow();

    one.block(ip);

    await("the end", () -> seenByTwo.departures().size() == 1);
    assertThat(dial(one, address(two))).isInstanceOf(DialResult.Failed.class);
    one.unblock(ip);
    assertThat(dial(one, address(two))).isEqualTo(new DialResult.Connected(two.self()));
  }

  @Test
  void gossipComesOnceAndGoesOnWhenAccepted() {
    var three = create(3);
    three.open(new RecordedPeers());
    connect();
    assertThat(dial(three, address(two))).isEqualTo(new DialResult.Connected(two.self()));
    var atTwo = new RecordedGossip(two, Verdict.ACCEPT);
    var atThree = new RecordedGossip(three, Verdict.ACCEPT);
    one.subscribe(TOPIC, new RecordedGossip(one, Verdict.ACCEPT));
    two.subscribe(TOPIC, atTwo);
    three.subscribe(TOPIC, atThree);

    publishOnceMeshed(payload(1), atTwo, atThree);

    await("gossip", () -> atThree.payloads().equals(List.of(payload(1))));
    assertThat(atTwo.payloads()).containsExactly(payload(1));
    assertThat(atTwo.senders()).containsExactly(one.self());
    assertThat(atThree.senders()).containsExactly(two.self());
    assertThat(one.publish(TOPIC, payload(1)))
        .isEqualTo(new PublishResult.Refused(PublishRefusal.DUPLICATE));
    three.close();
  }

  @Test
  void rejectedGossipGoesNoFurtherAndCountsAgainstWhoSentIt() {
    var three = create(3);
    three.open(new RecordedPeers());
    connect();
    assertThat(dial(three, address(two))).isEqualTo(new DialResult.Connected(two.self()));
    var atTwo = new RecordedGossip(two, Verdict.REJECT);
    var atThree = new RecordedGossip(three, Verdict.ACCEPT);
    one.subscribe(TOPIC, new RecordedGossip(one, Verdict.ACCEPT));
    two.subscribe(TOPIC, atTwo);
    three.subscribe(TOPIC, atThree);

    publishOnceMeshed(payload(2), atTwo, atThree);

    await("gossip", () -> atTwo.payloads().equals(List.of(payload(2))));
    await("score", () -> two.score(one.self()).orElseThrow().total() < 0);
    assertThat(two.score(one.self()).orElseThrow().parts()).isNotEmpty();
    assertThat(atThree.payloads()).isEmpty();
    assertThat(two.counters().gossip().rejected()).isEqualTo(1);
    three.close();
  }

  @Test
  void messagesAreOnlyAsLargeAsTheTopicAllows() {
    var tooLarge = Bytes.zeros(PeerTransport.V1_MAX_GOSSIP_BYTES + 1);
    one.subscribe(TOPIC, new RecordedGossip(one, Verdict.ACCEPT));

    assertThat(one.publish(TOPIC, tooLarge))
        .isEqualTo(new PublishResult.Refused(PublishRefusal.TOO_LARGE));
  }

  @Test
  void theApplicationsScoreIsPartOfThePeers() {
    connect();

    one.applicationScore(two.self(), -5);

    await("score", () -> one.score(two.self()).orElseThrow().total() <= -5);
    assertThat(one.score(create(3).self())).isEmpty();
  }

  @Test
  void nothingIsPublishedOnceClosed() {
    one.close();

    assertThat(one.publish(TOPIC, payload(1)))
        .isEqualTo(new PublishResult.Refused(PublishRefusal.NOT_OPEN));
  }

  /** Peers hear of each other's topics some time after they connect, so it tries before. */
  private void publishOnceMeshed(Bytes payload, RecordedGossip... listeners) {
    await(
        "a mesh",
        () -> {
          var _ = one.publish(TOPIC, RecordedGossip.probe(probes++));
          return Stream.of(listeners).allMatch(RecordedGossip::isProbed);
        });
    assertThat(one.publish(TOPIC, payload)).isInstanceOf(PublishResult.Published.class);
  }

  private static Bytes payload(int number) {
    return Bytes.of((byte) number).concat(Bytes.zeros(300));
  }
}
