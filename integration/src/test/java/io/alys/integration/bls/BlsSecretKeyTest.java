package io.alys.integration.bls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Bytes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BlsSecretKeyTest {

  @TestFactory
  Stream<DynamicTest> keysAndSignaturesOfAppendixA4() {
    return BlsVectors.read().roots().stream()
        .flatMap(
            vector ->
                vector.keys().entrySet().stream()
                    .map(
                        entry ->
                            DynamicTest.dynamicTest(
                                "secret key " + entry.getKey() + " over block " + vector.block(),
                                () -> {
                                  var key = BlsSecretKey.fromBytes(number(entry.getKey()));

                                  assertThat(key.publicKey()).isEqualTo(entry.getValue().key());
                                  assertThat(key.sign(vector.root()))
                                      .isEqualTo(entry.getValue().signature());
                                })));
  }

  @Test
  void bytesComeBackAsTheyWereGiven() {
    assertThat(BlsSecretKey.fromBytes(number(258)).toBytes()).isEqualTo(number(258));
  }

  @Test
  void newKeysDiffer() {
    var random = new SecureRandom();

    assertThat(BlsSecretKey.generate(random).publicKey())
        .isNotEqualTo(BlsSecretKey.generate(random).publicKey());
  }

  @Test
  void numbersOutsideTheGroupAreRefused() {
    var order = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

    for (var bad : new String[] {"00".repeat(32), order, "ff".repeat(32), "01", "00".repeat(33)}) {
      assertThatThrownBy(() -> BlsSecretKey.fromBytes(HexFormat.of().parseHex(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void textFormsShowThePublicKeyOnly() {
    var key = BlsSecretKey.fromBytes(number(0x01020304));

    assertThat(key.toString())
        .contains(key.publicKey().hex())
        .doesNotContain(Bytes.of(key.toBytes()).hex());
  }

  private static byte[] number(int value) {
    var bytes = new byte[32];
    for (int i = 0; i < 4; i++) {
      bytes[31 - i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }
}
