package io.alys.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts and addresses of the project's deposit vectors (rule 5.1), and BIP 173. */
final class DepositScriptTest {
  private static final Bytes FIRST =
      key("024a934a31f780c70b964c143bc9a0b0b2d14fc31656f97e37913c61d2f8cdbf31");
  private static final Bytes SECOND =
      key("02f3f2cf9c635a754eb838746e3c0b17130a28b1a7abb8e638511801e1250fc81e");
  private static final Bytes THIRD =
      key("0242f274b4953edfd3126853e827a77ac6772afa6733924b9393eac21f84157915");

  @Test
  void oneKeyMakesAnAddress() {
    var key = key("03fc3875a7143112d71aa31c8cb1a9efc97783fc41f294931bb8dac6f3ad610329");

    assertThat(new DepositScript(1, List.of(key), BitcoinNetwork.REGTEST).address())
        .isEqualTo("bcrt1qr38gf3kgg6kqrqnhr9j3ndcsvct6dlygxjg2r6ztc5g6kgmtn85qjhqx6n");
    assertThat(new DepositScript(1, List.of(key), BitcoinNetwork.MAINNET).address())
        .isEqualTo("bc1qr38gf3kgg6kqrqnhr9j3ndcsvct6dlygxjg2r6ztc5g6kgmtn85qgxu04x");
  }

  @Test
  void threeKeysAreSorted() {
    var script = new DepositScript(2, List.of(FIRST, SECOND, THIRD), BitcoinNetwork.MAINNET);

    assertThat(script.witnessScript().hex())
        .isEqualTo("5221" + THIRD.hex() + "21" + FIRST.hex() + "21" + SECOND.hex() + "53ae");
    assertThat(script.address())
        .isEqualTo("bc1q8es72e2cc4s006c09nt2n5kggh9u3c2fj6mytc8xt53u3vflttcshrak2a");
  }

  /** BIP 173's example of a script hash on the test network. */
  @Test
  void addressesAreThoseOfBip173() {
    var hash = Bytes.fromHex("1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262");

    assertThat(SegwitAddress.v0(BitcoinNetwork.TESTNET, hash))
        .isEqualTo("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7");
  }

  @Test
  void impossibleScriptsAreRefused() {
    assertThatThrownBy(() -> new DepositScript(1, List.of(), BitcoinNetwork.MAINNET))
        .hasMessageContaining("1 to 16");
    assertThatThrownBy(() -> new DepositScript(2, List.of(FIRST), BitcoinNetwork.MAINNET))
        .hasMessageContaining("threshold 2 of 1");
    assertThatThrownBy(() -> new DepositScript(1, List.of(Bytes.EMPTY), BitcoinNetwork.MAINNET))
        .hasMessageContaining("33 bytes");
  }

  private static Bytes key(String hex) {
    return Bytes.fromHex(hex);
  }
}
