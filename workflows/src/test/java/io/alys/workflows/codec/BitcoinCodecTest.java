package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Outcomes.reason;
import static io.alys.workflows.codec.Outcomes.refused;
import static io.alys.workflows.codec.Vectors.PROTOCOL;
import static io.alys.workflows.codec.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.TxOutput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.UInt64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BitcoinCodecTest {

  private static final Bytes NO_INPUTS_WITNESS_FORM =
      Bytes.fromHex("02000000" + "0001" + "00" + "01" + "0500000000000000" + "0151" + "07000000");

  private static final BitcoinTransaction NO_INPUTS =
      new BitcoinTransaction(
          2, 7, List.of(), List.of(new TxOutput(UInt64.of(5), Bytes.fromHex("51"))));

  @TestFactory
  Stream<DynamicTest> auxPowsOfTheReferenceReadAsGivenAndRoundTrip() {
    return named(
        PROTOCOL.get("auxpows"),
        vector -> {
          var bytes = hex(vector, "auxpow");

          var auxpow = ok(BitcoinCodec.decodeAuxPow(bytes));

          var parent = auxpow.parentBlock();
          var outputs = auxpow.coinbase().outputs();
          assertThat(bytes.size()).isEqualTo(vector.get("bytes").asInt());
          assertThat(BitcoinCodec.encode(auxpow)).isEqualTo(bytes);
          assertThat(parent.version()).isEqualTo(vector.get("parentVersion").asInt());
          assertThat(BitcoinCodec.hash(parent).displayHex())
              .isEqualTo(vector.get("parentHash").asString());
          assertThat(parent.bits().hex()).isEqualTo(vector.get("parentBits").asString());
          assertThat(parent.time()).isEqualTo(vector.get("parentTime").asInt());
          assertThat(BitcoinCodec.txid(auxpow.coinbase()).displayHex())
              .isEqualTo(vector.get("coinbaseTxid").asString());
          assertThat(outputs).hasSize(vector.get("outputs").asInt());
          assertThat(auxpow.coinbaseBranch().hashes())
              .hasSize(vector.get("coinbaseBranch").asInt());
          assertThat(auxpow.coinbaseBranch().sideMask()).isZero();
          assertThat(auxpow.blockchainBranch().hashes())
              .hasSize(vector.get("blockchainBranch").asInt());
          assertThat(outputs.get(2).scriptPubKey().hex())
              .isEqualTo("fabe6d6d" + vector.get("hash").asString() + "0100000000000000");
        });
  }

  @Test
  void namecoinBlock19200IsAHeaderAndAnAuxPow() {
    var vector = PROTOCOL.get("namecoin19200");
    var bytes = hex(vector, "hex");

    var header = ok(BitcoinCodec.decodeHeader(bytes.slice(0, BitcoinCodec.HEADER_SIZE)));
    var auxpow = ok(BitcoinCodec.decodeAuxPow(bytes.slice(BitcoinCodec.HEADER_SIZE, bytes.size())));

    assertThat(BitcoinCodec.hash(header).displayHex())
        .isEqualTo(vector.get("blockHash").asString());
    assertThat(header.bits().hex()).isEqualTo(vector.get("bits").asString());
    assertThat(header.version() >>> 16).isEqualTo(1);
    assertThat(BitcoinCodec.encode(header).concat(BitcoinCodec.encode(auxpow))).isEqualTo(bytes);
    assertThat(auxpow.coinbase().inputs().getFirst().scriptSig().hex())
        .contains("fabe6d6d" + vector.get("blockHash").asString());
  }

  @TestFactory
  Stream<DynamicTest> coinbasesOfTheReferenceCarryTheCommitmentInOutputTwo() {
    return named(
        PROTOCOL.get("coinbases"),
        vector -> {
          var bytes = hex(vector, "tx");

          var coinbase = ok(BitcoinCodec.decodeTransaction(bytes));

          var commitment = coinbase.outputs().get(2).scriptPubKey();
          assertThat(BitcoinCodec.encode(coinbase)).isEqualTo(bytes);
          assertThat(commitment.hex()).isEqualTo(vector.get("commitment").asString());
          assertThat(commitment.slice(4, 36)).isEqualTo(hex(vector, "root").reversed());
        });
  }

  @Test
  void pegInTransactionOfTheReferenceHasItsId() {
    var vector = PROTOCOL.get("pegInTransaction");

    var transaction = ok(BitcoinCodec.decodeTransaction(hex(vector, "hex")));

    assertThat(BitcoinCodec.encode(transaction)).isEqualTo(hex(vector, "hex"));
    assertThat(BitcoinCodec.txid(transaction).displayHex())
        .isEqualTo(vector.get("txid").asString());
    assertThat(transaction.inputs().getFirst().witness()).hasSize(1);
  }

  @Test
  void transactionWithoutInputsHasWitnessFormAndPlainId() {
    var stripped = "02000000" + "00" + "01" + "0500000000000000" + "0151" + "07000000";

    assertThat(BitcoinCodec.encode(NO_INPUTS)).isEqualTo(NO_INPUTS_WITNESS_FORM);
    assertThat(ok(BitcoinCodec.decodeTransaction(NO_INPUTS_WITNESS_FORM))).isEqualTo(NO_INPUTS);
    assertThat(BitcoinCodec.encodeStripped(NO_INPUTS).hex()).isEqualTo(stripped);
    assertThat(BitcoinCodec.txid(NO_INPUTS)).isEqualTo(Sha256.sha256d(Bytes.fromHex(stripped)));
  }

  @Test
  void bytesAfterAnAuxPowAreRefusedOrReported() {
    var bytes = hex(PROTOCOL.get("auxpows").get(0), "auxpow");
    var longer = bytes.concat(Bytes.fromHex("010203"));

    assertThat(refused(BitcoinCodec.decodeAuxPow(longer)))
        .extracting(Decoded.Refused::reason, Decoded.Refused::offset)
        .containsExactly(DecodeRefusal.TRAILING_BYTES, 446);
    assertThat(ok(BitcoinCodec.decodeAuxPowPrefix(longer)))
        .isEqualTo(new BitcoinCodec.Prefix<>(ReferenceBlocks.auxPow(1), 3));
    assertThat(ok(BitcoinCodec.decodeAuxPowPrefix(bytes)).trailingBytes()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no inputs and no outputs, 02000000 00 00 00000000, UNSUPPORTED_SEGWIT_FLAG",
    "flag 02, 02000000 00 02 00 00 00000000, UNSUPPORTED_SEGWIT_FLAG",
    "count of inputs in a longer form, 02000000 fd0100, NOT_SHORTEST",
    "count in five bytes below 2^16, 02000000 feffff0000, NOT_SHORTEST",
    "count in nine bytes below 2^32, 02000000 ffffffffff00000000, NOT_SHORTEST",
    "count beyond the limit, 02000000 ffffffffffffffffff, LIMIT_EXCEEDED",
    "count beyond the rest, 02000000 fe00093d00, TRUNCATED",
    "nothing, '', TRUNCATED",
    "a byte too much, 02000000 0001 00 00 00000000 00, TRAILING_BYTES",
  })
  void otherFormsOfTransactionsAreRefused(String name, String hex, DecodeRefusal expected) {
    var bytes = Bytes.fromHex(hex.replace(" ", ""));

    assertThat(reason(BitcoinCodec.decodeTransaction(bytes))).as(name).isEqualTo(expected);
  }

  @Test
  void witnessFormWithoutAnyWitnessIsRefused() {
    var input = "00".repeat(36) + "00" + "ffffffff";
    var bytes = Bytes.fromHex("01000000" + "0001" + "01" + input + "00" + "00" + "00000000");

    assertThat(reason(BitcoinCodec.decodeTransaction(bytes)))
        .isEqualTo(DecodeRefusal.SUPERFLUOUS_WITNESS);
  }

  @Test
  void everyTruncationIsRefused() {
    var bytes = hex(PROTOCOL.get("auxpows").get(1), "auxpow");
    for (int size = 0; size < bytes.size(); size++) {
      assertThat(reason(BitcoinCodec.decodeAuxPowPrefix(bytes.slice(0, size))))
          .isEqualTo(DecodeRefusal.TRUNCATED);
    }
  }

  @Test
  void headersHaveEightyBytes() {
    assertThat(reason(BitcoinCodec.decodeHeader(Bytes.zeros(79))))
        .isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(reason(BitcoinCodec.decodeHeader(Bytes.zeros(81))))
        .isEqualTo(DecodeRefusal.TRAILING_BYTES);
  }

  @Test
  void inputsAboveTheLimitAreRefusedUnread() {
    assertThat(reason(BitcoinCodec.decodeAuxPow(Bytes.zeros(BitcoinCodec.MAX_BYTES + 1))))
        .isEqualTo(DecodeRefusal.TOO_LARGE);
  }

  private static Stream<DynamicTest> named(JsonNode vectors, Check check) {
    return vectors
        .valueStream()
        .map(vector -> dynamicTest(vector.get("name").asString(), () -> check.of(vector)));
  }

  /** What holds for a vector. */
  private interface Check {
    void of(JsonNode vector);
  }
}
