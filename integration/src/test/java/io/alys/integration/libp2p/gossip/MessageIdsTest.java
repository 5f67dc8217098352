package io.alys.integration.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageIdsTest {

  private static final PrivateKey KEY = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));

  @ParameterizedTest
  @CsvSource({
    "'', 13646096770106105413",
    "010203, 8086395815454877121",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 7682319556530883480"
  })
  void idsOfContentAreThoseOfV1(String payload, String expected) {
    var id = MessageIds.OF_CONTENT.id(message(1, payload));

    assertThat(new String(id.toArray(), StandardCharsets.US_ASCII)).isEqualTo(expected);
  }

  @Test
  void sameContentIsTheSameMessageOnlyWhereIdsAreOfContent() {
    var one = message(1, "0a");
    var again = message(2, "0a");

    assertThat(MessageIds.OF_CONTENT.key(one)).isEqualTo(MessageIds.OF_CONTENT.key(again));
    assertThat(MessageIds.OF_ORIGIN.key(one)).isNotEqualTo(MessageIds.OF_ORIGIN.key(again));
    assertThat(MessageIds.OF_ORIGIN.id(one))
        .isEqualTo(KEY.peerId().multihash().concat(one.origin().number()));
  }

  @Test
  void topicsMayDiffer() {
    var large = new TopicRules.Rule(MessageIds.OF_ORIGIN, 1_000_000);
    var small = new TopicRules.Rule(MessageIds.OF_CONTENT, TopicRules.V1_SIZE);
    var rules = new TopicRules(small, Map.of("large", large));

    assertThat(rules.of("large")).isEqualTo(large);
    assertThat(rules.of("other")).isEqualTo(small);
    assertThat(rules.maxSize()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> TopicRules.byContent(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static GossipMessage message(int number, String payload) {
    var count = Bytes.of(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number});
    return GossipMessage.sign(KEY, count, "a", Bytes.fromHex(payload));
  }
}
