package io.alys.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MessageBatchTest {

  private final List<List<Integer>> workedOff = new ArrayList<>();
  private int told;

  @Test
  void itIsWorkedOffWhenItsMessageArrives() {
    var batch = batch(10);

    IntStream.rangeClosed(1, 3).forEach(batch::add);

    assertThat(told).isEqualTo(1);
    assertThat(workedOff).isEmpty();
    batch.flush();
    assertThat(workedOff).containsExactly(List.of(1, 2, 3));
    batch.flush();
    assertThat(workedOff).hasSize(1);
  }

  @Test
  void aFullOneIsWorkedOffAtOnce() {
    var batch = batch(2);

    IntStream.rangeClosed(1, 5).forEach(batch::add);

    assertThat(workedOff).containsExactly(List.of(1, 2), List.of(3, 4));
    assertThat(told).isEqualTo(3);
    assertThat(batch.drain()).containsExactly(5);
  }

  @Test
  void aBatchOfOneNeedsNoMessage() {
    batch(1).add(7);

    assertThat(workedOff).containsExactly(List.of(7));
    assertThat(told).isZero();
  }

  @Test
  void itHasAtLeastOneItem() {
    assertThatThrownBy(() -> batch(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private MessageBatch<Integer> batch(int maxItems) {
    return new MessageBatch<>(maxItems, () -> told++, workedOff::add);
  }
}
