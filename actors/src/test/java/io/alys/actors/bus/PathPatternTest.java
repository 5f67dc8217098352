package io.alys.actors.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/chain/engine, /chain/engine, true",
    "/chain/engine, /chain/engine2, false",
    "/chain/*, /chain/engine, true",
    "/chain/*, /chain/engine/probe, false",
    "/chain/validation-*, /chain/validation-3, true",
    "/chain/**, /chain/engine/probe, true",
    "**, '', true",
    "**, rpc, true",
    "*, /chain, false",
    "/chain.engine, /chain/engine, false",
    "**/engine, /chain/engine, true",
  })
  void namesActorsByTheirPaths(String pattern, String path, boolean fits) {
    assertThat(PathPattern.of(pattern).fits(path)).isEqualTo(fits);
  }
}
