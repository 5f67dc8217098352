package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static io.alys.workflows.codec.Outcomes.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Bytes;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePackTest {

  @ParameterizedTest(name = "unsigned {0} is {1}")
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "255, ccff",
    "256, cd0100",
    "65535, cdffff",
    "65536, ce00010000",
    "4294967295, ceffffffff",
    "4294967296, cf0000000100000000",
    "9223372036854775807, cf7fffffffffffffff",
    "9223372036854775808, cf8000000000000000",
    "18446744073709551615, cfffffffffffffffff",
  })
  void unsignedIntegersTakeTheShortestForm(String number, String hex) {
    var value = Long.parseUnsignedLong(number);

    assertThat(written(out -> out.unsigned(value))).isEqualTo(hex);
    assertThat(ok(read(hex, MessagePackReader::unsigned))).isEqualTo(value);
  }

  @ParameterizedTest(name = "signed {0} is {1}")
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "2147483647, ce7fffffff",
    "-1, ff",
    "-32, e0",
    "-33, d0df",
    "-128, d080",
    "-129, d1ff7f",
    "-32768, d18000",
    "-32769, d2ffff7fff",
    "-2147483648, d280000000",
  })
  void signedIntegersTakeTheShortestForm(int value, String hex) {
    assertThat(written(out -> out.signed32(value))).isEqualTo(hex);
    assertThat(ok(read(hex, MessagePackReader::signed32))).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cc7f, NOT_SHORTEST",
    "cd00ff, NOT_SHORTEST",
    "ce0000ffff, NOT_SHORTEST",
    "cf00000000ffffffff, NOT_SHORTEST",
    "d07f, WRONG_TYPE",
    "ff, WRONG_TYPE",
    "c0, WRONG_TYPE",
    "ca00000000, WRONG_TYPE",
    "cf0102, TRUNCATED",
    "'', TRUNCATED",
    "0000, TRAILING_BYTES",
  })
  void otherFormsOfUnsignedIntegersAreRefused(String hex, DecodeRefusal expected) {
    assertThat(reason(read(hex, MessagePackReader::unsigned))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ce80000000, NUMBER_OUT_OF_RANGE",
    "cf0000000100000000, NUMBER_OUT_OF_RANGE",
    "d3ffffffffffffff7f, NUMBER_OUT_OF_RANGE",
    "d0e0, NOT_SHORTEST",
    "d001, NOT_SHORTEST",
    "d1ff80, NOT_SHORTEST",
    "d2ffff8000, NOT_SHORTEST",
    "cc01, NOT_SHORTEST",
    "d4, WRONG_TYPE",
    "d2, TRUNCATED",
    "'', TRUNCATED",
  })
  void otherFormsOfSignedIntegersAreRefused(String hex, DecodeRefusal expected) {
    assertThat(reason(read(hex, MessagePackReader::signed32))).isEqualTo(expected);
  }

  @Test
  void integersBeyond32BitsAreRefusedWhere32AreMeant() {
    assertThat(reason(read("cf0000000100000000", MessagePackReader::unsigned32)))
        .isEqualTo(DecodeRefusal.NUMBER_OUT_OF_RANGE);
  }

  @ParameterizedTest(name = "{0} bytes begin with {1}")
  @CsvSource({"0, c400", "255, c4ff", "256, c50100", "65535, c5ffff", "65536, c600010000"})
  void binaryTakesTheShortestLength(int size, String head) {
    var bytes = new RandomBlocks(size).bytes(size);

    var hex = written(out -> out.binary(bytes));

    assertThat(hex).isEqualTo(head + bytes.hex());
    assertThat(read(hex, in -> in.binary(size))).isEqualTo(new Decoded.Ok<>(bytes));
  }

  @ParameterizedTest(name = "{0} bytes as hex text begin with {1}")
  @CsvSource({"0, a2", "14, be", "15, d920", "126, d9fe", "127, da0100", "32767, db00010000"})
  void hexTextTakesTheShortestLength(int size, String head) {
    var bytes = new RandomBlocks(size).bytes(size);

    var hex = written(out -> out.hex(bytes));

    assertThat(hex).startsWith(head + "3078");
    assertThat(read(hex, in -> in.hexUpTo(size))).isEqualTo(new Decoded.Ok<>(bytes));
    assertThat(read(hex, in -> in.hex(size))).isEqualTo(new Decoded.Ok<>(bytes));
  }

  @ParameterizedTest(name = "{0} elements begin with {1}")
  @CsvSource({"0, 90", "15, 9f", "16, dc0010", "65535, dcffff", "65536, dd00010000"})
  void arraysTakeTheShortestCount(int count, String head) {
    var hex = written(out -> out.integers(Bytes.zeros(count)));

    assertThat(hex).isEqualTo(head + "00".repeat(count));
    assertThat(read(hex, in -> in.integers(count))).isEqualTo(new Decoded.Ok<>(Bytes.zeros(count)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "d9023078, NOT_SHORTEST",
    "da00023078, NOT_SHORTEST",
    "db000000023078, NOT_SHORTEST",
    "a330783a, NOT_CANONICAL_HEX",
    "a430784142, NOT_CANONICAL_HEX",
    "a430782f2f, NOT_CANONICAL_HEX",
    "a430783a3a, NOT_CANONICAL_HEX",
    "a430786060, NOT_CANONICAL_HEX",
    "a430786767, NOT_CANONICAL_HEX",
    "a430586161, NOT_CANONICAL_HEX",
    "a46162aaaa, NOT_CANONICAL_HEX",
    "a130, NOT_CANONICAL_HEX",
    "a0, NOT_CANONICAL_HEX",
    "a83078616161616161, LIMIT_EXCEEDED",
    "a63078, TRUNCATED",
    "c4023078, WRONG_TYPE",
    "90, WRONG_TYPE",
  })
  void otherFormsOfHexTextAreRefused(String hex, DecodeRefusal expected) {
    assertThat(reason(read(hex, in -> in.hexUpTo(2)))).isEqualTo(expected);
  }

  @Test
  void hexTextOfAnotherLengthIsRefusedWhereTheLengthIsFixed() {
    assertThat(reason(read("a430786161", in -> in.hex(2)))).isEqualTo(DecodeRefusal.WRONG_LENGTH);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, a130",
    "18446744073709551615, b43138343436373434303733373039353531363135",
  })
  void decimalTextHoldsAll64Bits(String number, String hex) {
    assertThat(ok(read(hex, MessagePackReader::decimal64))).hasToString(number);
    assertThat(written(out -> out.decimal(number))).isEqualTo(hex);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a0, NOT_CANONICAL_DECIMAL",
    "a23030, NOT_CANONICAL_DECIMAL",
    "a23031, NOT_CANONICAL_DECIMAL",
    "a22b31, NOT_CANONICAL_DECIMAL",
    "a22d31, NOT_CANONICAL_DECIMAL",
    "a22031, NOT_CANONICAL_DECIMAL",
    "a2d9a0, NOT_CANONICAL_DECIMAL",
    "a33078 31, NOT_CANONICAL_DECIMAL",
    "b43138343436373434303733373039353531363136, NUMBER_OUT_OF_RANGE",
    "d94f, NUMBER_OUT_OF_RANGE",
    "a1, TRUNCATED",
    "01, WRONG_TYPE",
  })
  void otherFormsOfDecimalTextAreRefused(String hex, DecodeRefusal expected) {
    assertThat(reason(read(hex.replace(" ", ""), MessagePackReader::decimal64)))
        .isEqualTo(expected);
  }

  @Test
  void countsAreCheckedBeforeAnythingIsAllocated() {
    assertThat(reason(read("ddffffffff", in -> in.integers(1 << 20))))
        .isEqualTo(DecodeRefusal.LIMIT_EXCEEDED);
    assertThat(reason(read("dd7fffffff", in -> in.integers(Integer.MAX_VALUE))))
        .isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(reason(read("c6ffffffff", in -> in.binary(Integer.MAX_VALUE))))
        .isEqualTo(DecodeRefusal.LIMIT_EXCEEDED);
    assertThat(reason(read("c67fffffff", in -> in.binary(Integer.MAX_VALUE))))
        .isEqualTo(DecodeRefusal.TRUNCATED);
    assertThat(reason(read("dbfffffffe", in -> in.hexUpTo(1 << 30))))
        .isEqualTo(DecodeRefusal.LIMIT_EXCEEDED);
    assertThat(reason(read("db7ffffffe", in -> in.hexUpTo(1 << 30))))
        .isEqualTo(DecodeRefusal.TRUNCATED);
  }

  @Test
  void bytesInArraysOfIntegersEndAt255() {
    assertThat(reason(read("91cd0100", in -> in.integers(1))))
        .isEqualTo(DecodeRefusal.NUMBER_OUT_OF_RANGE);
  }

  @Test
  void hashesInBinaryHave32Bytes() {
    assertThat(reason(read("c41f" + "00".repeat(31), MessagePackReader::binaryHash)))
        .isEqualTo(DecodeRefusal.WRONG_LENGTH);
    assertThat(reason(read("a0", MessagePackReader::binaryHash)))
        .isEqualTo(DecodeRefusal.WRONG_TYPE);
  }

  private static String written(Consumer<MessagePackWriter> write) {
    var out = new MessagePackWriter();
    write.accept(out);
    return out.toBytes().hex();
  }

  private static <T> Decoded<T> read(String hex, Function<MessagePackReader, T> read) {
    return ByteCursor.decode(
        Bytes.fromHex(hex),
        1 << 20,
        cursor -> Objects.requireNonNull(read.apply(new MessagePackReader(cursor))));
  }
}
