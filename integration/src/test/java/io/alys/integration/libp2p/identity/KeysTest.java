package io.alys.integration.libp2p.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.founding.MemberKey;
import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

  private static final HexFormat HEX = HexFormat.of();

  /** The vectors of the peer id specification; its Ed25519 secret has the public key behind it. */
  @ParameterizedTest
  @CsvSource({
    "ED25519, 7e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d,"
        + " 080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
    "SECP256K1, 53dadf1d5a164d6b4acdb15e24aa4c5b1d3461bdbd42abedb0a4404d56ced8fb,"
        + " 08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99"
  })
  void makesThePublicKeysOfTheSpecification(KeyType type, String secret, String encoded) {
    var key = PrivateKey.of(type, HEX.parseHex(secret));

    assertThat(HEX.formatHex(key.publicKey().encode())).isEqualTo(encoded);
    assertThat(PublicKey.decode(HEX.parseHex(encoded))).isEqualTo(key.publicKey());
    assertThat(key.peerId().publicKey()).contains(key.publicKey());
    assertThat(key.toString()).doesNotContain(secret);
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void aSignatureCoversItsMessageAlone(KeyType type) {
    var key = PrivateKey.generate(type, new SeededRandom(3));
    var other = PrivateKey.generate(type, new SeededRandom(4)).publicKey();
    var message = "block".getBytes(UTF_8);

    var signature = key.sign(message);

    assertThat(key.publicKey().verify(message, signature)).isTrue();
    assertThat(other.verify(message, signature)).isFalse();
    assertThat(key.publicKey().verify("clock".getBytes(UTF_8), signature)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void brokenSignaturesAreFalseAndNothingElse(KeyType type) {
    var key = PrivateKey.generate(type, new SeededRandom(5));
    var message = "block".getBytes(UTF_8);
    var good = key.sign(message);

    HostileBytes.feed(
        good,
        signature -> {
          if (!Arrays.equals(signature, good)) {
            assertThat(key.publicKey().verify(message, signature)).isFalse();
          }
        });
  }

  @Test
  void takesTheHigherOfTheTwoValuesOfS() {
    var key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(6));
    var message = "block".getBytes(UTF_8);

    assertThat(key.publicKey().verify(message, HighS.of(key.sign(message)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "0802", // no data
        "1221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99", // no type
        "1221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca990802", // order
        "08021221057777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99", // no point
        "0882001221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99", // long form
        "08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca991801", // more
        "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce2", // short
        "080112200100000000000000000000000000000000000000000000000000000000000000", // small order
        "0803125b3059", // ECDSA
        "080012a604" // RSA
      })
  void refusesOtherEncodingsAndOtherKeys(String hex) {
    assertThatThrownBy(() -> PublicKey.decode(HEX.parseHex(hex))).isInstanceOf(PeerFault.class);
  }

  @Test
  void refusesSecretsThatAreNone() {
    assertThatThrownBy(() -> PrivateKey.of(KeyType.SECP256K1, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrivateKey.of(KeyType.ED25519, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithTheKeysOfANewNetworkAboutTheirPeerId() {
    var secret = HEX.parseHex("11".repeat(32));

    assertThat(PrivateKey.of(KeyType.SECP256K1, secret).peerId())
        .hasToString(MemberKey.fromBytes(secret).peerId());
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    for (var type : KeyType.values()) {
      var good = PrivateKey.generate(type, new SeededRandom(7)).publicKey().encode();
      HostileBytes.feed(good, PublicKey::decode);
    }
  }
}
