package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Slot;
import org.junit.jupiter.api.Test;

class AuthorsTest {

  @Test
  void authoritiesTakeTurnsBySlot() {
    assertThat(Authors.indexOf(new Slot(340651259), 6)).isEqualTo(5);
    assertThat(Authors.indexOf(new Slot(340651260), 6)).isZero();
    assertThat(Authors.indexOf(new Slot(Long.MAX_VALUE), 1)).isZero();
  }
}
