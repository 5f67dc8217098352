package io.alys.workflows.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.types.CompactBits;
import io.alys.workflows.codec.Vectors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/** The cases of a vector file as tests that carry file, number and rule in their names. */
public final class VectorCases {

  private VectorCases() {}

  /** One test for each element of the file's {@code cases}; the file must have some. */
  public static Stream<DynamicTest> of(String path, Consumer<JsonNode> check) {
    var cases = Vectors.json(path).get("cases");
    assertThat(cases.size()).as("cases of " + path).isPositive();
    return IntStream.range(0, cases.size())
        .mapToObj(i -> dynamicTest(path + " case " + i, () -> check.accept(cases.get(i))));
  }

  /** Compact bits written as hex. */
  public static CompactBits bits(JsonNode hex) {
    return new CompactBits(Integer.parseUnsignedInt(hex.asString(), 16));
  }
}
