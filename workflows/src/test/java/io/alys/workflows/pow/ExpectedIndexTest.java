package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectedIndexTest {

  @Test
  void indexIsNamecoinsGenerator() {
    assertThat(ExpectedIndex.of(0, 21212, 0)).isZero();
    assertThat(ExpectedIndex.of(7, 21212, 3)).isEqualTo(1);
    assertThat(ExpectedIndex.of(123456, 212121, 5)).isEqualTo(3);
    assertThat(ExpectedIndex.of(1, 121212, 4)).isEqualTo(3);
    assertThat(ExpectedIndex.of((int) 2677055472L, 98, 6)).isEqualTo(40);
  }

  @Test
  void wrapping32BitArithmeticGivesTheSame() {
    var random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      var nonce = random.nextInt();
      var chainId = random.nextInt();
      var height = random.nextInt(31);
      var wrapped = (nonce * 1103515245 + 12345 + chainId) * 1103515245 + 12345;

      assertThat(ExpectedIndex.of(nonce, chainId, height))
          .isEqualTo(wrapped & ((1L << height) - 1));
    }
  }
}
