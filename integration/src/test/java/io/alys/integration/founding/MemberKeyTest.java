package io.alys.integration.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The public forms of a member's key, by published values. */
final class MemberKeyTest {

  @Test
  void theKeyTwoIsTwiceTheGenerator() {
    var secret = new byte[32];
    secret[31] = 2;

    var key = MemberKey.fromBytes(secret);

    assertThat(key.bitcoinPublicKey().hex())
        .isEqualTo("02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5");
    assertThat(key.evmAddress().hex()).isEqualTo("2b5ad5c4795c026514f8317c7a215e218dccd6cf");
  }

  /** From the libp2p peer id specification's test vectors. */
  @Test
  void thePeerIdIsLibp2ps() {
    var secret =
        HexFormat.of().parseHex("53dadf1d5a164d6b4acdb15e24aa4c5b1d3461bdbd42abedb0a4404d56ced8fb");

    var key = MemberKey.fromBytes(secret);

    assertThat(key.bitcoinPublicKey().hex())
        .isEqualTo("037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99");
    assertThat(key.peerId()).startsWith("16Uiu2HA").hasSize(53);
  }

  @Test
  void itsTextTellsNoSecret() {
    var key = MemberKey.generate(new SecureRandom());

    assertThat(key.toString()).doesNotContain(key.secretHex());
  }

  @Test
  void aSecretHas32Bytes() {
    assertThatThrownBy(() -> MemberKey.fromBytes(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
