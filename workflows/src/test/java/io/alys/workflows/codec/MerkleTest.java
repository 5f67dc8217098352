package io.alys.workflows.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTest {

  @ParameterizedTest(name = "protocol reference 3.4: {0} bytes 00 01 02 …")
  @CsvSource({
    "33, d1fe638391d3ea81f192505cef1b81ec87821b255c6ec8896e399a7a4cc8413e",
    "64, fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108",
    "96, 17c8d5caa3d7162e8dada90de6e741783f3d73736498c11eba34974fbf5464f3",
  })
  void rootsTheReferencesByteStrings(int size, String expected) {
    assertThat(Merkle.root(counting(size)).hex()).isEqualTo(expected);
  }

  @Test
  void rootOfNothingIsZero() {
    assertThat(Merkle.root(Bytes.EMPTY)).isEqualTo(Hash32.ZERO);
  }

  @Test
  void upToOneChunkIsItsOwnPaddedRoot() {
    assertThat(Merkle.root(Bytes.fromHex("aa")).hex()).isEqualTo("aa" + "00".repeat(31));
    assertThat(Merkle.root(counting(32)).bytes()).isEqualTo(counting(32));
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {65, 128, 129, 160, 161, 250, 256, 257, 1000, 1025})
  void equalsTheTreeOverAllPaddingWrittenOut(int size) {
    var padded = Integer.highestOneBit(Math.ceilDiv(size, 32) * 2 - 1) * 32;
    var bytes = counting(size);

    assertThat(Merkle.root(bytes)).isEqualTo(plainRoot(bytes.concat(Bytes.zeros(padded - size))));
  }

  private static Hash32 plainRoot(Bytes bytes) {
    if (bytes.size() == 32) {
      return new Hash32(bytes);
    }
    var half = bytes.size() / 2;
    var left = plainRoot(bytes.slice(0, half));
    var right = plainRoot(bytes.slice(half, bytes.size()));
    return Sha256.sha256(left.bytes(), right.bytes());
  }

  private static Bytes counting(int size) {
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) i;
    }
    return Bytes.of(bytes);
  }
}
