package io.alys.integration.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VarintTest {

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "1, 01",
    "127, 7f",
    "128, 8001",
    "255, ff01",
    "300, ac02",
    "16384, 808001",
    "9223372036854775807, ffffffffffffffff7f"
  })
  void writesAndReadsTheSpecificationsExamples(long value, String hex) {
    var encoded = HexFormat.of().parseHex(hex);

    assertThat(Varint.encode(value)).isEqualTo(encoded).hasSize(Varint.size(value));
    assertThat(Varint.read(ByteBuffer.wrap(encoded))).isEqualTo(value);
  }

  @Test
  void anyValueComesBack() {
    var random = new Random(1);

    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >>> (1 + random.nextInt(63));
      var encoded = Varint.encode(value);
      assertThat(encoded).hasSize(Varint.size(value));
      assertThat(Varint.read(ByteBuffer.wrap(encoded))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "8000", "8100", "ffffffffffffffffff01", "ffffffffffffffffff"})
  void refusesWhatIsCutOffLongerThanNeededOrTooLong(String hex) {
    var encoded = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> Varint.read(encoded)).isInstanceOf(PeerFault.class);
  }

  @Test
  void negativeValuesAreAProgrammersError() {
    assertThatThrownBy(() -> Varint.encode(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    HostileBytes.feedBuffers(Varint.encode(1L << 60), Varint::read);
  }
}
