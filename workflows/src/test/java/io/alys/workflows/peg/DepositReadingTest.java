package io.alys.workflows.peg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.OutPoint;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Satoshis;
import io.alys.messages.types.UInt64;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class DepositReadingTest {

  private static final JsonNode CASES = Vectors.json("v2/deposits.json").get("cases");

  @TestFactory
  Stream<DynamicTest> depositsCreditTheirDestinations() {
    return IntStream.range(0, CASES.size())
        .mapToObj(
            i ->
                dynamicTest(
                    "v2/deposits.json case " + i + ", " + CASES.get(i).get("name").asString(),
                    () -> check(CASES.get(i))));
  }

  private static void check(JsonNode c) {
    var transaction = decode(c.get("tx").asString());
    assertThat(BitcoinCodec.txid(transaction).displayHex()).isEqualTo(c.get("txid").asString());
    var coins =
        c.get("federationCoins")
            .valueStream()
            .map(DepositReadingTest::coin)
            .collect(Collectors.toSet());
    var credits = new HashMap<String, Long>();
    c.get("credits").properties().forEach(e -> credits.put(e.getKey(), e.getValue().asLong()));

    var reading = DepositReading.of(transaction, FederationScriptTest.of(c), coins::contains);

    for (var address : destinations()) {
      assertThat(reading.map(r -> r.creditTo(EvmAddress.fromHex(address)).value()).orElse(0L))
          .as(address)
          .isEqualTo(credits.getOrDefault(address, 0L));
    }
    assertThat(reading.map(DepositReading::refundable).orElse(Satoshis.ZERO).value() > 0)
        .isEqualTo(c.get("otherwise").asString("").equals("refundable"));
  }

  /** Every destination that any case credits. */
  private static List<String> destinations() {
    return CASES
        .valueStream()
        .flatMap(c -> c.get("credits").propertyNames().stream())
        .distinct()
        .toList();
  }

  @Test
  void anAddressIsReadByItsLengthWhateverItsBytes() {
    var letters = "61".repeat(20);

    assertThat(OpReturn.destination(Bytes.fromHex("6a14" + letters)))
        .contains(EvmAddress.fromHex(letters));
  }

  @Test
  void twoPushesAndOtherOpcodesAreNoDestination() {
    var push = "14" + "61".repeat(20);

    for (var script :
        List.of(
            "",
            "6a",
            "6a" + push + "00",
            "6a" + push + push,
            "51" + push,
            "6a4c" + push,
            "6a15" + "61".repeat(20))) {
      assertThat(OpReturn.destination(Bytes.fromHex(script))).as(script).isEmpty();
    }
  }

  @Test
  void impossibleAmountsAreNoDeposit() {
    var federation = FederationScriptTest.of(CASES.get(0));
    var output = new TxOutput(new UInt64(-1), federation.scriptPubKey());
    var transaction = new BitcoinTransaction(2, 0, List.of(), List.of(output));

    assertThat(DepositReading.of(transaction, federation, coin -> false))
        .isEqualTo(Optional.empty());
  }

  private static OutPoint coin(JsonNode text) {
    var parts = text.asString().split(":");
    return new OutPoint(Hash32.fromDisplayHex(parts[0]), Integer.parseInt(parts[1]));
  }

  private static BitcoinTransaction decode(String hex) {
    return switch (BitcoinCodec.decodeTransaction(Bytes.fromHex(hex))) {
      case Decoded.Ok<BitcoinTransaction>(var value) -> value;
      case Decoded.Refused<BitcoinTransaction> refused ->
          throw new AssertionError(refused.toString());
    };
  }
}
