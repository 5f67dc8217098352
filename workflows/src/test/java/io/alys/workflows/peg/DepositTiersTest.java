package io.alys.workflows.peg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.messages.types.Height;
import io.alys.messages.types.Satoshis;
import io.alys.workflows.codec.Vectors;
import io.alys.workflows.peg.DepositTiers.Deposit;
import io.alys.workflows.peg.DepositTiers.Tier;
import io.alys.workflows.vectors.VectorCases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class DepositTiersTest {

  private static final DepositTiers TIERS =
      new DepositTiers(
          Vectors.json("v2/tiers.json")
              .get("tiers")
              .valueStream()
              .map(t -> new Tier(t.get(0).asLong(), new Satoshis(t.get(1).asLong())))
              .toList());

  @TestFactory
  Stream<DynamicTest> depositsRipenByDepthAndSum() {
    return VectorCases.of("v2/tiers.json", DepositTiersTest::check);
  }

  private static void check(JsonNode c) {
    var tip = new Height(c.get("tip").asLong());
    var deposits = c.get("deposits");
    var credited = new ArrayList<Deposit>();
    deposits
        .valueStream()
        .filter(d -> d.get("credited").asBoolean())
        .forEach(d -> credited.add(deposit(d)));

    var ripe =
        IntStream.range(0, deposits.size())
            .filter(i -> !deposits.get(i).get("credited").asBoolean())
            .filter(i -> TIERS.isRipe(deposit(deposits.get(i)), tip, credited))
            .boxed()
            .toList();

    assertThat(ripe).isEqualTo(c.get("ripe").valueStream().map(JsonNode::asInt).toList());
  }

  @Test
  void splittingADepositGainsNothing() {
    var half = new Deposit(new Height(95), new Satoshis(60_000_000));
    var tip = new Height(100);

    assertThat(TIERS.isRipe(half, tip, List.of())).isTrue();
    assertThat(TIERS.isRipe(half, tip, List.of(half))).isFalse();
    assertThat(TIERS.isRipe(half, new Height(106), List.of(half))).isTrue();
  }

  @Test
  void tiersMustAscend() {
    var tier = new Tier(6, new Satoshis(1));

    assertThatThrownBy(() -> new DepositTiers(List.of(tier, tier)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DepositTiers(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DepositTiers(List.of(new Tier(0, new Satoshis(1)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Deposit deposit(JsonNode d) {
    return new Deposit(new Height(d.get("height").asLong()), new Satoshis(d.get("sats").asLong()));
  }
}
