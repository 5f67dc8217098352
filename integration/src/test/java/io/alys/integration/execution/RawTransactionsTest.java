package io.alys.integration.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.UInt256;
import io.alys.messages.types.Wei;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** What is read out of raw transactions, and that nothing that can't be read does harm. */
class RawTransactionsTest {

  private static final Hash32 ONE = hash(1);
  private static final Hash32 TWO = hash(2);
  private static final UInt256 BASE_FEE = UInt256.of(100);

  @Test
  void hashesOfBlobTransactionsComeInOrder() {
    var transactions = List.of(blob(List.of(ONE, TWO)), legacy(7), blob(List.of(TWO)));

    assertThat(RawTransactions.blobHashes(transactions)).containsExactly(ONE, TWO, TWO);
  }

  @Test
  void otherTransactionsHaveNone() {
    var dynamic = typed(2, fields(5, 200, 20, List.of(ONE)));

    assertThat(RawTransactions.blobHashes(List.of(dynamic, legacy(7), Bytes.EMPTY))).isEmpty();
  }

  @Test
  void aLongTransactionIsRead() {
    var many = new ArrayList<Hash32>();
    for (int i = 0; i < 3_000; i++) {
      many.add(hash(i));
    }

    assertThat(RawTransactions.blobHashes(List.of(blob(many)))).isEqualTo(many);
  }

  @Test
  void thePriceIsTheTipAboveTheBaseFeeUpToTheMaximum() {
    assertThat(price(typed(2, fields(5, 200, 20, List.of())))).contains(Wei.of(105));
    assertThat(price(typed(2, fields(50, 120, 20, List.of())))).contains(Wei.of(120));
    assertThat(price(blob(List.of(ONE)))).contains(Wei.of(101));
    assertThat(price(typed(4, fields(0, 100, 20, List.of())))).contains(Wei.of(100));
  }

  @Test
  void thePriceOfOlderTransactionsIsTheirGasPrice() {
    assertThat(price(legacy(170))).contains(Wei.of(170));
    assertThat(price(typed(1, List.of(number(7), number(0), number(180))))).contains(Wei.of(180));
  }

  @Test
  void unknownTypesHaveNoPrice() {
    assertThat(price(typed(5, fields(5, 200, 20, List.of())))).isEmpty();
    assertThat(price(Bytes.EMPTY)).isEmpty();
    assertThat(price(Bytes.fromHex("80"))).isEmpty();
  }

  @Test
  void cutTransactionsAreReadAsNothing() {
    var whole = blob(List.of(ONE, TWO));

    for (int length = 0; length < whole.size(); length++) {
      var cut = whole.slice(0, length);
      assertThat(RawTransactions.blobHashes(List.of(cut))).isEmpty();
    }
  }

  @Test
  void nestedOrShortHashesAreReadAsNothing() {
    var fields = new ArrayList<>(fields(1, 200, 20, List.of()));
    fields.set(10, new RlpList(RlpString.create(new byte[31])));
    assertThat(RawTransactions.blobHashes(List.of(typed(3, fields)))).isEmpty();
    fields.set(10, new RlpList(new RlpList(RlpString.create(new byte[32]))));
    assertThat(RawTransactions.blobHashes(List.of(typed(3, fields)))).isEmpty();
    fields.set(10, RlpString.create(new byte[33]));
    assertThat(RawTransactions.blobHashes(List.of(typed(3, fields)))).isEmpty();
  }

  @Test
  void randomBytesDoNoHarm() {
    var random = new Random(20_260_101);
    var whole = blob(List.of(ONE, TWO)).toArray();

    for (int i = 0; i < 200_000; i++) {
      var spoiled = whole.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        spoiled[1 + random.nextInt(spoiled.length - 1)] = (byte) random.nextInt();
      }
      spoiled[0] = (byte) random.nextInt(6);
      var transaction = Bytes.of(spoiled);
      assertThat(RawTransactions.blobHashes(List.of(transaction)).size()).isLessThan(8);
      price(transaction).ifPresent(wei -> assertThat(wei.value().signum()).isNotNegative());
    }
  }

  private static Optional<Wei> price(Bytes transaction) {
    return RawTransactions.effectiveGasPrice(transaction, BASE_FEE);
  }

  private static Bytes blob(List<Hash32> hashes) {
    return typed(3, fields(1, 200, 20, hashes));
  }

  private static Bytes legacy(long gasPrice) {
    return Bytes.of(RlpEncoder.encode(new RlpList(number(3), number(gasPrice), number(21_000))));
  }

  private static Bytes typed(int type, List<RlpType> fields) {
    return Bytes.of((byte) type).concat(Bytes.of(RlpEncoder.encode(new RlpList(fields))));
  }

  /** The fields of EIP-4844: those before the blob's are the ones of EIP-1559. */
  private static List<RlpType> fields(long tip, long most, int dataSize, List<Hash32> hashes) {
    var list = new ArrayList<RlpType>();
    for (var hash : hashes) {
      list.add(RlpString.create(hash.bytes().toArray()));
    }
    var access =
        new RlpList(
            new RlpList(
                RlpString.create(new byte[20]), new RlpList(RlpString.create(new byte[32]))));
    return List.of(
        number(121_212),
        number(0),
        number(tip),
        number(most),
        number(21_000),
        RlpString.create(new byte[20]),
        number(0),
        RlpString.create(new byte[dataSize]),
        access,
        number(1),
        new RlpList(list),
        number(1),
        number(1),
        number(1));
  }

  private static RlpString number(long value) {
    return RlpString.create(BigInteger.valueOf(value));
  }

  private static Hash32 hash(int seed) {
    var bytes = new byte[32];
    bytes[0] = 1;
    bytes[30] = (byte) (seed >> 8);
    bytes[31] = (byte) seed;
    return Hash32.of(bytes);
  }
}
