package io.alys.actors.peers;

import static io.alys.actors.peers.PeerFixture.CHAIN;
import static io.alys.actors.peers.PeerFixture.address;
import static io.alys.actors.peers.PeerFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import io.alys.messages.network.SyncProtocol;
import io.alys.messages.peers.BanTarget;
import io.alys.messages.peers.Goodbye;
import io.alys.messages.peers.PeerProtocol;
import io.alys.messages.peers.PeerReport.Phase;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Height;
import io.alys.workflows.fakes.RecordedPeers;
import io.alys.workflows.peers.PeerRecords;
import io.alys.workflows.peers.RequestKinds;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerActorTest {

  private final PeerFixture nodes = new PeerFixture();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aBootnodeIsDialledUntilItIsThereAndGreeted() {
    nodes.start(1, CHAIN, address(2));
    nodes.await(() -> assertThat(nodes.peers(1).known().getFirst().failures()).isGreaterThan(3));

    nodes.start(2, CHAIN);

    nodes.await(
        () ->
            assertThat(nodes.report(1, 2).orElseThrow().standing().phase()).isEqualTo(Phase.READY));
    nodes.await(
        () ->
            assertThat(nodes.report(2, 1).orElseThrow().standing().phase()).isEqualTo(Phase.READY));
    var seen = nodes.report(1, 2).orElseThrow();
    assertThat(seen.status().orElseThrow().certified().block().height()).isEqualTo(new Height(2));
    assertThat(seen.clockAhead().orElseThrow().abs()).isLessThan(Duration.ofSeconds(1));
    assertThat(nodes.peers(1).known().getFirst().failures()).isZero();
  }

  @Test
  void whatAPeerClaimsIsToldUntilItIsGone() {
    meet();

    expectTold(
        new SyncProtocol.PeerClaims(id(2), new BlockRef(PeerFixture.hash(2), new Height(2))));
    nodes.network.node(2).close();
    nodes.await(() -> assertThat(nodes.report(1, 2)).isEmpty());
    expectTold(new SyncProtocol.PeerGone(id(2)));
  }

  private void expectTold(SyncProtocol.Command expected) {
    var _ =
        nodes.sync.fishForMessage(
            Duration.ofSeconds(5),
            told ->
                told.equals(expected)
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void aPeerOfAnotherChainIsSentAwayWithTheReason() {
    nodes.start(1, CHAIN, address(2));

    nodes.start(2, PeerFixture.chain(9));

    nodes.await(() -> assertThat(nodes.peers(1).refused()).isNotEmpty());
    var refusal = nodes.peers(1).refused().getFirst();
    assertThat(refusal.peer()).isEqualTo(id(2));
    assertThat(refusal.goodbye()).isIn(Goodbye.IRRELEVANT_NETWORK, Goodbye.UNVERIFIED_NETWORK);
    assertThat(refusal.reason()).contains("another genesis");
    nodes.await(() -> assertThat(nodes.network.node(1).peers()).isEmpty());
  }

  @Test
  void aPeerWithoutOurProtocolsStaysAsOneOfV1() {
    nodes.network.node(2).doesNotSpeak(RequestKinds.STATUS.protocol());
    nodes.network.node(2).open(new RecordedPeers());

    nodes.start(1, CHAIN, address(2));

    nodes.await(
        () -> assertThat(nodes.report(1, 2).orElseThrow().standing().phase()).isEqualTo(Phase.V1));
    nodes.pass(Duration.ofMinutes(1));
    assertThat(nodes.report(1, 2)).isPresent();
  }

  @Test
  void aPeerThatSaysNothingOfItselfIsSentAway() {
    nodes.network.node(2).open(new RecordedPeers());
    nodes.network.node(2).serve(RequestKinds.STATUS, (peer, body, responder) -> {});

    nodes.start(1, CHAIN, address(2));

    nodes.await(
        () ->
            assertThat(nodes.peers(1).refused())
                .anyMatch(one -> one.goodbye() == Goodbye.UNVERIFIED_NETWORK));
  }

  @Test
  void aBanEndsTheConnectionSurvivesARestartAndEnds() {
    meet();

    var done =
        nodes.<PeerProtocol.OrderReply>ask(
            1,
            me ->
                new PeerProtocol.BanPeer(
                    new BanTarget.OfPeer(id(2)), Duration.ofMinutes(5), "a test", me));

    assertThat(done).isEqualTo(new PeerProtocol.OrderDone());
    nodes.await(() -> assertThat(nodes.network.node(1).peers()).isEmpty());
    nodes.restart(1, CHAIN, address(2));
    nodes.await(() -> assertThat(nodes.peers(1).bans()).hasSize(1));
    assertThat(nodes.peers(1).bans().getFirst().reason()).isEqualTo("a test");
    nodes.pass(Duration.ofMinutes(6));
    nodes.await(() -> assertThat(nodes.peers(1).bans()).isEmpty());
    nodes.await(() -> assertThat(nodes.report(1, 2)).isPresent());
    nodes.await(() -> assertThat(nodes.records(1).all(PeerRecords.BANS)).isEmpty());
  }

  @Test
  void complaintsShowAndInSumAreABanThatCanBeLifted() {
    meet();

    nodes.actor(1).tell(new PeerProtocol.Complain(id(2), "bad-block", "wrong root", 60));
    nodes.await(() -> assertThat(nodes.report(1, 2).orElseThrow().score().total()).isLessThan(-50));
    assertThat(nodes.report(1, 2).orElseThrow().complaints().getFirst()).contains("wrong root");
    nodes.actor(1).tell(new PeerProtocol.Complain(id(2), "bad-block", "again", 60));

    nodes.await(() -> assertThat(nodes.peers(1).bans()).hasSize(1));
    nodes.await(() -> assertThat(nodes.network.node(1).peers()).isEmpty());
    var lifted =
        nodes.<PeerProtocol.OrderReply>ask(
            1, me -> new PeerProtocol.UnbanPeer(new BanTarget.OfPeer(id(2)), me));
    assertThat(lifted).isEqualTo(new PeerProtocol.OrderDone());
    nodes.await(() -> assertThat(nodes.report(1, 2)).isPresent());
  }

  @Test
  void membersAreDirectPeersAndNeverBannedByTheNode() {
    nodes.start(2, CHAIN);
    nodes.start(1, CHAIN, Map.of(id(2), 0), PeerMeans.Limits.DEFAULT, address(2));
    nodes.await(
        () ->
            assertThat(nodes.report(1, 2).orElseThrow().standing().phase()).isEqualTo(Phase.READY));

    nodes.actor(1).tell(new PeerProtocol.Complain(id(2), "bad-block", "wrong root", 100));

    nodes.await(() -> assertThat(nodes.report(1, 2).orElseThrow().complaints()).hasSize(1));
    assertThat(nodes.peers(1).bans()).isEmpty();
    assertThat(nodes.network.node(1).directPeers()).containsExactly(id(2));
    assertThat(nodes.report(1, 2).orElseThrow().standing().direct()).isTrue();
  }

  @Test
  void peersBeyondTheLimitAreSentAway() {
    var few =
        new PeerMeans.Limits(
            PeerMeans.Limits.DEFAULT.dials(),
            1,
            true,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofHours(1));
    nodes.start(1, CHAIN, Map.of(), few);
    nodes.start(2, CHAIN, address(1));
    nodes.await(() -> assertThat(nodes.report(1, 2)).isPresent());

    nodes.start(3, CHAIN, address(1));

    nodes.await(
        () ->
            assertThat(nodes.peers(1).refused())
                .anyMatch(
                    one -> one.peer().equals(id(3)) && one.goodbye() == Goodbye.TOO_MANY_PEERS));
    assertThat(nodes.report(1, 2)).isPresent();
  }

  @Test
  void aPeerThatWasMetIsFoundAgainWithoutBootnodes() {
    meet();
    nodes.await(() -> assertThat(nodes.records(2).all(PeerRecords.ADDRESSES)).hasSize(1));

    nodes.restart(2, CHAIN);
    nodes.network.cut(id(1), id(2), "a test");

    nodes.await(
        () ->
            assertThat(nodes.peers(2).known()).anyMatch(known -> known.origin().equals("learned")));
    nodes.await(() -> assertThat(nodes.report(2, 1)).isPresent());
  }

  @Test
  void theOperatorSendsAPeerAway() {
    meet();

    var done =
        nodes.<PeerProtocol.OrderReply>ask(1, me -> new PeerProtocol.DisconnectPeer(id(2), me));
    var unknown =
        nodes.<PeerProtocol.OrderReply>ask(1, me -> new PeerProtocol.DisconnectPeer(id(9), me));

    assertThat(done).isEqualTo(new PeerProtocol.OrderDone());
    assertThat(unknown).isInstanceOf(PeerProtocol.OrderRefused.class);
    nodes.await(() -> assertThat(nodes.peers(1).refused()).hasSize(1));
  }

  /** The first dials the second. */
  private void meet() {
    nodes.start(2, CHAIN);
    nodes.start(1, CHAIN, address(2));
    nodes.await(
        () ->
            assertThat(nodes.report(1, 2).orElseThrow().standing().phase()).isEqualTo(Phase.READY));
    nodes.await(
        () ->
            assertThat(nodes.report(2, 1).orElseThrow().standing().phase()).isEqualTo(Phase.READY));
  }
}
