package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.workflows.vectors.VectorCases;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class QuorumTest {

  @TestFactory
  Stream<DynamicTest> quorumIsTwoThirdsRoundedUp() {
    return VectorCases.of(
        "v2/quorum.json",
        c -> assertThat(Quorum.of(c.get("n").asInt())).isEqualTo(c.get("q").asInt()));
  }

  @Test
  void twoQuorumsShareMoreThanAThird() {
    assertThat(IntStream.rangeClosed(1, 15))
        .allMatch(n -> 3 * (2 * Quorum.of(n) - n) >= n)
        .allMatch(n -> Quorum.of(n) <= n);
  }

  @Test
  void nobodyMakesNoQuorum() {
    assertThatThrownBy(() -> Quorum.of(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
