package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.vectors.VectorCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class AuxPowCheckTest {

  @TestFactory
  Stream<DynamicTest> exactlyTheNamedRulesFail() {
    return VectorCases.of("v2/auxpow.json", AuxPowCheckTest::check);
  }

  private static void check(JsonNode c) {
    var claim =
        new AuxPowCheck.Claim(
            Hash32.fromHex(c.get("hash").asString()),
            c.get("chainId").asInt(),
            VectorCases.bits(c.get("bits")));

    var failures = AuxPowCheck.check(claim, decode(c.get("auxpow").asString()));

    assertThat(failures)
        .as(failures.toString())
        .extracting(failure -> vectorName(failure.rule()))
        .containsExactlyElementsOf(c.get("failing").valueStream().map(JsonNode::asString).toList());
  }

  private static String vectorName(AuxPowRule rule) {
    return switch (rule) {
      case COMMITMENT_MISSING, COMMITMENT_TO_OTHER_ROOT -> "commitment";
      case PARENT_HAS_OUR_CHAIN_ID -> "parent has our chain id";
      default -> rule.id().replace('-', ' ');
    };
  }

  static AuxPow decode(String hex) {
    return switch (BitcoinCodec.decodeAuxPow(Bytes.fromHex(hex))) {
      case Decoded.Ok<AuxPow>(var value) -> value;
      case Decoded.Refused<AuxPow> refused -> throw new AssertionError(refused.toString());
    };
  }
}
