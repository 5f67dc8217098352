package io.alys.workflows.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha256Test {

  @ParameterizedTest(name = "FIPS 180-4: \"{0}\"")
  @CsvSource({
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  })
  void hashesTheStandardsMessages(String message, String expected) {
    var bytes = Bytes.of(message.getBytes(StandardCharsets.US_ASCII));

    assertThat(Sha256.sha256(bytes).hex()).isEqualTo(expected);
  }

  @Test
  void hashesTwiceAsTheAggregateOfOneBlockHash() {
    var hash = Bytes.fromHex("01".repeat(32));

    assertThat(Sha256.sha256d(hash).hex())
        .isEqualTo("a0d4a0b8484643488c45836275bdcf2ca1bf542239aa6ba72bbc5a5951cfb044");
  }

  @Test
  void hashesPartsOneAfterTheOtherAsTheAggregateOfTwoBlockHashes() {
    var first = Bytes.fromHex("01".repeat(32));
    var second = Bytes.fromHex("02".repeat(32));

    assertThat(Sha256.sha256d(first, second).hex())
        .isEqualTo("39ce20bede82c96b8908bec4a157b09c549b3db90b9b474bda9ae9b9030310b4");
  }
}
