package io.alys.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, what is refused, and that everything read is written back as it was. */
final class StrictJsonTest {
  private final StrictJson json = new StrictJson(new JsonLimits(4, 50, 20));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-0",
        "1e400",
        "12345678901234567890",
        "\"\"",
        "\"a\\\"b\\\\\\n\\u0001\"",
        "[]",
        "[[[[]]]]",
        "{}",
        "{\"b\":1,\"a\":{\"\":[null,false]}}"
      })
  void whatIsReadIsWrittenBack(String text) {
    var value = ((StrictJson.Parsed) parse(text)).value();

    assertThat(new String(JsonWriter.write(value), StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[[[[[]]]]]",
        "123456789012345678901",
        "{\"a\":1,\"a\":1}",
        "\"\\udc00\"",
        "\"\\ud800x\"",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "1 2",
        "tru",
        "\"",
        "[",
        "{",
        "]",
        "\uFEFF1",
      })
  void everythingElseIsRefusedInOneLine(String text) {
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            StrictJson.Malformed.class,
            refusal -> assertThat(refusal.reason()).isNotBlank().matches("[\\x20-\\x7e]{1,200}"));
  }

  @Test
  void valuesAreCounted() {
    assertThat(parse("[" + "1,".repeat(40) + "1]")).isInstanceOf(StrictJson.Parsed.class);
    assertThat(parse("[" + "1,".repeat(60) + "1]")).isInstanceOf(StrictJson.Malformed.class);
  }

  @Test
  void surrogatePairsArePaired() {
    assertThat(parse("\"\\ud83d\\ude00\""))
        .isEqualTo(new StrictJson.Parsed(new JsonValue.Text("\ud83d\ude00")));
  }

  @Test
  void plainTreesAreWrittenInTheirOrder() {
    var tree = JsonTree.of("b", List.of(1, 2L), "a", null, "c", new TreeMap<>(), "d", true);

    assertThat(new String(JsonWriter.write(tree), StandardCharsets.UTF_8))
        .isEqualTo("{\"b\":[1,2],\"a\":null,\"c\":{},\"d\":true}");
  }

  private StrictJson.Outcome parse(String text) {
    return json.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
