package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.vectors.VectorCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WorkHashTest {

  private static final Hash32 ONES = Hash32.fromHex("01".repeat(32));
  private static final Hash32 TWOS = Hash32.fromHex("02".repeat(32));

  @TestFactory
  Stream<DynamicTest> hashCoversTheRangeAndTheAddress() {
    return VectorCases.of(
        "v2/work-hash.json",
        c -> {
          var roots = c.get("roots").valueStream().map(r -> Hash32.fromHex(r.asString())).toList();
          var address = EvmAddress.fromHex(c.get("address").asString());

          assertThat(WorkHash.of(roots, address).hex()).isEqualTo(c.get("hash").asString());
        });
  }

  @Test
  void hashWithoutAddressIsV1sAggregate() {
    assertThat(WorkHash.withoutAddress(List.of(ONES)).hex())
        .isEqualTo("a0d4a0b8484643488c45836275bdcf2ca1bf542239aa6ba72bbc5a5951cfb044");
    assertThat(WorkHash.withoutAddress(List.of(ONES, TWOS)).hex())
        .isEqualTo("39ce20bede82c96b8908bec4a157b09c549b3db90b9b474bda9ae9b9030310b4");
  }

  @Test
  void anotherAddressGivesAnotherHash() {
    var other = new EvmAddress(TWOS.bytes().slice(0, EvmAddress.SIZE));

    assertThat(WorkHash.of(List.of(ONES), EvmAddress.ZERO))
        .isNotEqualTo(WorkHash.of(List.of(ONES), other));
  }
}
