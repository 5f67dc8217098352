package io.alys.workflows.codec;

import static io.alys.workflows.codec.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.Bytes;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Real Namecoin and Dogecoin data through {@link BitcoinCodec}; scrypt hashes are left out. */
class LibdohjVectorsTest {

  private static final JsonNode EXPECTED = Vectors.json("auxpow/libdohj/expected.json");

  /** In a header's version: an AuxPoW follows. */
  private static final int AUXPOW_FLAG = 0x100;

  @Test
  void dogecoinAuxPowReadsAsGiven() {
    var expected = EXPECTED.get("auxpow_header.bin");
    var bytes = file("auxpow_header.bin");

    var auxpow = ok(BitcoinCodec.decodeAuxPow(bytes));

    assertThat(BitcoinCodec.encode(auxpow)).isEqualTo(bytes);
    assertThat(BitcoinCodec.txid(auxpow.coinbase()).displayHex())
        .isEqualTo(expected.get("coinbaseTxid").asString());
    assertThat(auxpow.coinbaseBranch().hashes())
        .hasSize(expected.get("coinbaseBranchLength").asInt());
    assertThat(auxpow.blockchainBranch().hashes())
        .hasSize(expected.get("chainBranchLength").asInt());
    assertThat(BitcoinCodec.hash(auxpow.parentBlock()).displayHex())
        .isEqualTo(expected.get("parentHash").asString());
    assertThat(auxpow.parentBlock().merkleRoot().displayHex())
        .isEqualTo(expected.get("parentMerkleRoot").asString());
  }

  @Test
  void namecoinAuxPowRoundTrips() {
    var bytes = file("auxpow_header_no_tx_header.bin");

    var auxpow = ok(BitcoinCodec.decodeAuxPow(bytes));

    assertThat(BitcoinCodec.encode(auxpow)).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0} has {1} elements")
  @CsvSource({"auxpow_merkle_branch.bin, 3", "auxpow_merkle_branch2.bin, 6"})
  void merkleBranchesRoundTrip(String name, int elements) {
    var bytes = file(name);

    var branch = ok(BitcoinCodec.decodeBranch(bytes));

    assertThat(branch.hashes()).hasSize(elements);
    assertThat(BitcoinCodec.encode(branch)).isEqualTo(bytes);
  }

  @TestFactory
  Stream<DynamicTest> plainBlocksHaveTheirHashAndRoundTrip() {
    return EXPECTED
        .get("blockHashes")
        .propertyStream()
        .map(
            entry ->
                dynamicTest(
                    "dogecoin_block" + entry.getKey() + ".bin",
                    () -> {
                      var bytes = file("dogecoin_block" + entry.getKey() + ".bin");

                      checkBlock(bytes);

                      assertThat(hashOf(bytes)).isEqualTo(entry.getValue().asString());
                    }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dogecoin_block250000.bin",
        "dogecoin_block371337.bin",
        "dogecoin_block748634.bin",
        "dogecoin_block894863.bin"
      })
  void blocksRoundTripWithAuxPowAndTransactions(String name) {
    var bytes = file(name);

    checkBlock(bytes);

    if (EXPECTED.get("blocks").has(name)) {
      assertThat(hashOf(bytes)).isEqualTo(EXPECTED.get("blocks").get(name).get("hash").asString());
    }
  }

  private static String hashOf(Bytes block) {
    return ok(BitcoinCodec.decodeHeader(block.slice(0, 80)).map(BitcoinCodec::hash)).displayHex();
  }

  /** Reads header, AuxPoW where flagged, and transactions, and writes them again. */
  private static void checkBlock(Bytes block) {
    var header = ok(BitcoinCodec.decodeHeader(block.slice(0, 80)));
    var rest = block.slice(80, block.size());
    var again = BitcoinCodec.encode(header);
    if ((header.version() & AUXPOW_FLAG) != 0) {
      BitcoinCodec.Prefix<AuxPow> prefix = ok(BitcoinCodec.decodeAuxPowPrefix(rest));
      rest = rest.slice(rest.size() - prefix.trailingBytes(), rest.size());
      again = again.concat(BitcoinCodec.encode(prefix.value()));
    }
    assertThat(again.concat(transactionsAgain(rest))).isEqualTo(block);
  }

  private static Bytes transactionsAgain(Bytes transactions) {
    return ok(
        ByteCursor.decode(
            transactions,
            transactions.size(),
            cursor -> {
              var count = cursor.u8();
              assertThat(count).isBetween(1, 252);
              var ids = new ArrayList<String>();
              var again = Bytes.of((byte) count);
              for (int i = 0; i < count; i++) {
                var transaction = BitcoinReader.transaction(cursor);
                ids.add(BitcoinCodec.txid(transaction).displayHex());
                again = again.concat(BitcoinCodec.encode(transaction));
              }
              assertThat(ids).doesNotHaveDuplicates();
              return again;
            }));
  }

  private static Bytes file(String name) {
    return Vectors.bytes("auxpow/libdohj/" + name);
  }
}
