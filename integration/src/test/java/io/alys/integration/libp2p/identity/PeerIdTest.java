package io.alys.integration.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N",
        "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA"
      })
  void textOfTheSpecificationComesBack(String text) {
    var id = PeerId.parse(text);

    assertThat(id).hasToString(text);
    assertThat(PeerId.decode(id.multihash().toArray())).isEqualTo(id);
    assertThat(id.publicKey().isPresent()).isEqualTo(text.startsWith("1"));
  }

  @Test
  void readsTheTextThatIsACid() {
    assertThat(PeerId.parse("bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe"))
        .isEqualTo(PeerId.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N"));
  }

  @Test
  void secp256k1IdsBeginAsUsual() {
    var id = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1)).peerId();

    assertThat(id.toString()).startsWith("16Uiu2HA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "Qm0OIl",
        "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5",
        "bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqx",
        "b!",
        "babc",
        "zQmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> PeerId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAVeryLongTextUnread() {
    assertThatThrownBy(() -> PeerId.parse("1".repeat(1_000_000)))
        .hasMessage("too long for a peer id: 1000000");
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    var good = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(2)).peerId();

    HostileBytes.feed(good.multihash().toArray(), bytes -> PeerId.decode(bytes).publicKey());
  }
}
