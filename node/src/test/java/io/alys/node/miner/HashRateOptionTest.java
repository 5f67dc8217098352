package io.alys.node.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Hash rates as they are typed. */
final class HashRateOptionTest {

  @Test
  void hashRatesMayBeLarge() {
    assertThat(new HashRateOption().convert("500")).isEqualTo(500);
    assertThat(new HashRateOption().convert("50k")).isEqualTo(50_000);
    assertThat(new HashRateOption().convert("2M")).isEqualTo(2_000_000);
    assertThatThrownBy(() -> new HashRateOption().convert("1G")).hasMessageContaining("50k");
  }
}
