package io.alys.integration.libp2p.gossip.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.gossip.score.PeerScore.Part;
import io.alys.integration.libp2p.gossip.score.PeerScore.Reason;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Above;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Counter;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Decay;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Misbehaviour;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.PeerScoring;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Thresholds;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.TimeInMesh;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.TopicScoring;
import io.alys.integration.libp2p.gossip.score.ScoreSettings.Topics;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.identity.PrivateKey;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeerScoresTest {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.0.0.1");
  private static final PeerId PEER = peer(1);
  private static final long MINUTE = 60_000;

  private final PeerScores scores = new PeerScores(settings(), 0);

  @Test
  void timeInTheMeshCountsUpToACap() {
    scores.connected(PEER, ADDRESS);
    scores.grafted(PEER, "a", 0);
    scores.decay(10_000);
    assertThat(scores.of(PEER)).isEqualTo(10);

    scores.decay(30_000);
    assertThat(scores.of(PEER)).isEqualTo(20);

    scores.pruned(PEER, "a");
    assertThat(scores.of(PEER)).isZero();
  }

  @Test
  void firstDeliveriesCountUpToACapAndAreForgotten() {
    scores.connected(PEER, ADDRESS);
    for (int i = 0; i < 12; i++) {
      scores.delivered(PEER, "a");
    }
    assertThat(scores.of(PEER)).isEqualTo(20);

    scores.decay(MINUTE);
    assertThat(scores.of(PEER)).isEqualTo(0.2, within(1e-9));
    scores.decay(2 * MINUTE);
    assertThat(scores.of(PEER)).isZero();
    assertThat(scores.explain(PEER).parts()).isEmpty();
  }

  @Test
  void invalidMessagesCountSquaredAndByTheWeightOfTheirTopic() {
    scores.connected(PEER, ADDRESS);
    scores.invalid(PEER, "a");
    assertThat(scores.of(PEER)).isEqualTo(-10);
    scores.invalid(PEER, "a");
    assertThat(scores.of(PEER)).isEqualTo(-40);

    scores.invalid(PEER, "light");
    assertThat(scores.of(PEER)).isEqualTo(-45);
  }

  @Test
  void topicsAddNoMoreThanTheirCap() {
    scores.connected(PEER, ADDRESS);
    for (var topic : new String[] {"a", "b", "c"}) {
      scores.grafted(PEER, topic, 0);
    }
    scores.decay(MINUTE);

    var score = scores.explain(PEER);

    assertThat(score.total()).isEqualTo(50);
    assertThat(score.parts())
        .contains(new Part(Reason.TOPIC_CAP, Optional.empty(), 60, -10))
        .hasSize(4);
    assertThat(score.parts().stream().mapToDouble(Part::points).sum()).isEqualTo(score.total());
  }

  @Test
  void misbehaviourCountsAboveAThresholdAndSquared() {
    scores.connected(PEER, ADDRESS);
    scores.misbehaved(PEER, 3);
    assertThat(scores.of(PEER)).isZero();

    scores.misbehaved(PEER, 4);
    assertThat(scores.of(PEER)).isEqualTo(-32);

    scores.decay(MINUTE);
    assertThat(scores.of(PEER)).isZero();
  }

  @Test
  void theNodesOwnOpinionCounts() {
    scores.connected(PEER, ADDRESS);
    scores.application(PEER, -7);
    scores.application(PEER, -5);

    assertThat(scores.explain(PEER))
        .isEqualTo(
            new PeerScore(
                PEER, -10, List.of(new Part(Reason.APPLICATION, Optional.empty(), -5, -10))));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, -9",
    "10.0.0.1, 10.0.0.2, 0",
    "2001:db8::1, 2001:db8::ffff:1, -9",
    "2001:db8::1, 2001:db8:0:1::1, 0",
    "127.0.0.1, 127.0.0.1, 0",
    "::1, ::1, 0"
  })
  void peersOfOnePlaceCountSquaredAboveAThreshold(String one, String other, double expected) {
    for (int i = 1; i <= 5; i++) {
      scores.connected(peer(i), InetAddress.ofLiteral(i == 1 ? one : other));
    }

    assertThat(scores.of(PEER)).isEqualTo(expected);
    if (expected < 0) {
      scores.disconnected(peer(2), 0);
      assertThat(scores.of(PEER)).isEqualTo(-4);
    }
  }

  @Test
  void aBadScoreOutlivesTheConnectionAndAGoodOneDoesNot() {
    scores.connected(PEER, ADDRESS);
    scores.connected(peer(2), ADDRESS);
    scores.invalid(PEER, "a");
    scores.invalid(PEER, "a");
    scores.delivered(PEER, "a");
    scores.delivered(peer(2), "a");

    scores.disconnected(PEER, 0);
    scores.disconnected(peer(2), 0);

    assertThat(scores.retained()).isEqualTo(1);
    assertThat(scores.of(PEER)).isEqualTo(-40);
    scores.connected(PEER, ADDRESS);
    assertThat(scores.of(PEER)).isEqualTo(-40);
    assertThat(scores.retained()).isZero();
  }

  @Test
  void whatIsRetainedEndsAndIsBounded() {
    for (int i = 1; i <= 4; i++) {
      scores.connected(peer(i), ADDRESS);
      scores.application(peer(i), -1);
      scores.disconnected(peer(i), 0);
    }
    assertThat(scores.retained()).isEqualTo(3);
    assertThat(scores.of(PEER)).isZero();
    assertThat(scores.of(peer(4))).isEqualTo(-2);

    scores.decay(10 * MINUTE);
    assertThat(scores.retained()).isZero();
  }

  @Test
  void nothingIsCountedAboutStrangers() {
    scores.invalid(PEER, "a");
    scores.misbehaved(PEER, 100);
    scores.disconnected(PEER, 0);

    assertThat(scores.of(PEER)).isZero();
    assertThat(scores.all()).isEmpty();
  }

  @Test
  void everyPartSaysWhatItIs() {
    scores.connected(PEER, ADDRESS);
    scores.invalid(PEER, "a");

    assertThat(scores.all().getFirst().parts().getFirst())
        .hasToString("P4 INVALID_MESSAGES on a: 1.0 gives -10.0");
  }

  @Test
  void theStandardBearsOneInvalidMessageAndNotThree() {
    var standard = new PeerScores(ScoreSettings.standard(), 0);
    standard.connected(PEER, ADDRESS);
    standard.invalid(PEER, "a");
    assertThat(standard.of(PEER)).isBetween(standard.thresholds().gossip(), 0.0);
    standard.invalid(PEER, "a");
    standard.invalid(PEER, "a");
    assertThat(standard.of(PEER)).isLessThan(standard.thresholds().graylist());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Thresholds(-1, 0, -1, 0, 0))
        .hasMessageContaining("0 >= gossip >= publish >= graylist");
    assertThatThrownBy(() -> new Thresholds(0, 0, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Above(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Counter(1, Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeInMesh(1, Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Topics(-1, topic(1), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> topic(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decay(Duration.ZERO, 1, Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ScoreSettings settings() {
    var minute = Duration.ofMinutes(1);
    return new ScoreSettings(
        new Thresholds(-10, -20, -30, 5, 1),
        new Topics(50, topic(1), Map.of("light", topic(0.5))),
        new PeerScoring(
            2, new Above(-1, 2), new Misbehaviour(new Above(-2, 3), new Counter(1, minute, 100))),
        new Decay(Duration.ofSeconds(1), 0.01, Duration.ofMinutes(10), 3));
  }

  private static TopicScoring topic(double weight) {
    var minute = Duration.ofMinutes(1);
    return new TopicScoring(
        weight,
        new TimeInMesh(1, Duration.ofSeconds(1), 20),
        new Counter(2, minute, 10),
        new Counter(-10, minute, 100));
  }

  private static PeerId peer(int seed) {
    return PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(seed)).peerId();
  }
}
