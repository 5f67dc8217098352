package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.bitcoin.BitcoinHeader;
import io.alys.messages.bitcoin.BitcoinTransaction;
import io.alys.messages.bitcoin.MerkleBranch;
import io.alys.messages.bitcoin.TxInput;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import io.alys.workflows.codec.Decoded;
import io.alys.workflows.codec.Sha256;
import io.alys.workflows.codec.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Real AuxPoWs of Namecoin and Dogecoin, and libdohj's mutations of one (structure only). */
class LibdohjTest {

  private static final String FOLDER = "auxpow/libdohj/";
  private static final JsonNode EXPECTED = Vectors.json(FOLDER + "expected.json");
  private static final Set<CommitmentPlace> SCRIPT = EnumSet.of(CommitmentPlace.SCRIPT);

  /** Nearly every hash meets it: for parents whose work is of another hash function. */
  private static final CompactBits NO_WORK = new CompactBits(0x2100ffff);

  private static final int DOGECOIN = 98;
  private static final AuxPowCheck.Claim CLAIM = claim("auxpow_header.bin", NO_WORK);
  private static final AuxPow REAL =
      ok(BitcoinCodec.decodeAuxPow(Vectors.bytes(FOLDER + "auxpow_header.bin")));

  @Test
  void dogecoin403931Passes() {
    assertThat(AuxPowCheck.check(CLAIM, REAL, SCRIPT)).isEmpty();
    assertThat(AuxPowCheck.check(CLAIM, REAL)).isEmpty();
  }

  @Test
  void namecoin19414PassesWithoutMagicAndWithItsOwnWork() {
    var file = "auxpow_header_no_tx_header.bin";
    var bits = Integer.parseUnsignedInt(EXPECTED.get(file).get("childBits").asString(), 16);
    var auxpow = ok(BitcoinCodec.decodeAuxPow(Vectors.bytes(FOLDER + file)));

    assertThat(AuxPowCheck.check(claim(file, new CompactBits(bits)), auxpow, SCRIPT)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> mergedMinedDogecoinBlocksPass() {
    return Stream.of("371337", "748634", "894863")
        .map(height -> dynamicTest("dogecoin_block" + height + ".bin", () -> checkBlock(height)));
  }

  private static void checkBlock(String height) {
    var bytes = Vectors.bytes(FOLDER + "dogecoin_block" + height + ".bin");
    var header = bytes.slice(0, BitcoinCodec.HEADER_SIZE);
    var hash = Sha256.sha256d(header);
    var auxpow =
        ok(BitcoinCodec.decodeAuxPowPrefix(bytes.slice(BitcoinCodec.HEADER_SIZE, bytes.size())))
            .value();
    var claim = new AuxPowCheck.Claim(new Hash32(hash.bytes().reversed()), DOGECOIN, NO_WORK);

    assertThat(AuxPowCheck.check(claim, auxpow, SCRIPT)).isEmpty();
    assertThat(BitcoinCodec.hash(ok(BitcoinCodec.decodeHeader(header)))).isEqualTo(hash);
  }

  @Test
  void theBranchOf403931LeadsFromItsHashToTheCommittedRoot() {
    var vector = EXPECTED.get("auxpow_merkle_branch2.bin");
    var branch = ok(BitcoinCodec.decodeBranch(Vectors.bytes(FOLDER + "auxpow_merkle_branch2.bin")));
    var leaf = Hash32.fromDisplayHex(vector.get("leaf").asString());

    assertThat(MerklePath.root(leaf, branch).displayHex()).isEqualTo(vector.get("root").asString());
  }

  @Test
  void theExpectedIndexFollowsFromTheNonceInTheScript() {
    var vector = EXPECTED.get("expectedIndex").get(0);
    var script = EXPECTED.get("nonceFromScript");
    var bytes = Bytes.fromHex(script.get("script").asString());
    var after = script.get("scriptOffsetAfterRoot").asInt();
    var nonce = Integer.parseUnsignedInt(bytes.slice(after + 4, after + 8).reversed().hex(), 16);

    assertThat(Integer.toUnsignedLong(nonce)).isEqualTo(script.get("nonce").asLong());
    assertThat(ExpectedIndex.of(nonce, vector.get("chainId").asInt(), vector.get("height").asInt()))
        .isEqualTo(vector.get("index").asLong());
  }

  @TestFactory
  Stream<DynamicTest> everyMutationIsRefusedByItsRule() {
    var mutations = EXPECTED.get("mutationsOf_auxpow_header.bin");
    assertThat(mutations.size()).isEqualTo(13);
    return mutations
        .valueStream()
        .map(m -> dynamicTest(m.get("change").asString(), () -> checkMutation(m)));
  }

  private static void checkMutation(JsonNode mutation) {
    var change = mutation.get("change").asString();
    var bits = change.equals("child bits = 0") ? new CompactBits(0) : NO_WORK;
    var claim = new AuxPowCheck.Claim(CLAIM.workHash(), DOGECOIN, bits);

    var failures = AuxPowCheck.check(claim, mutated(change), SCRIPT);

    assertThat(failures).isNotEmpty();
    assertThat(failures.getFirst().rule()).isEqualTo(ruleOf(mutation.get("error").asString()));
  }

  private static AuxPowRule ruleOf(String error) {
    return switch (error) {
      case "AuxPow is not a generate" -> AuxPowRule.NOT_THE_COINBASE;
      case "Aux POW parent has our chain ID" -> AuxPowRule.PARENT_HAS_OUR_CHAIN_ID;
      case "Aux POW chain merkle branch too long" -> AuxPowRule.CHAIN_BRANCH_TOO_LONG;
      case "Aux POW merkle root incorrect" -> AuxPowRule.MERKLE_ROOT;
      case "Coinbase transaction has no inputs" -> AuxPowRule.COINBASE_WITHOUT_INPUTS;
      case "Aux POW chain merkle root must start in the first 20 bytes of the parent coinbase" ->
          AuxPowRule.ROOT_NOT_IN_FIRST_BYTES;
      case "Multiple merged mining headers in coinbase" -> AuxPowRule.SEVERAL_COMMITMENTS;
      case "Aux POW missing chain merkle root in parent coinbase" ->
          AuxPowRule.COMMITMENT_TO_OTHER_ROOT;
      case "Merged mining header is not just before chain merkle root" ->
          AuxPowRule.MAGIC_NOT_BEFORE_ROOT;
      case "Aux POW missing chain merkle tree size and nonce in parent coinbase" ->
          AuxPowRule.SIZE_AND_NONCE_MISSING;
      case "Aux POW merkle branch size does not match parent coinbase" -> AuxPowRule.TREE_SIZE;
      case "Aux POW wrong index" -> AuxPowRule.INDEX;
      case "Hash is higher than target" -> AuxPowRule.PROOF_OF_WORK;
      default -> throw new AssertionError("unknown error: " + error);
    };
  }

  private static AuxPow mutated(String change) {
    var script = REAL.coinbase().inputs().getFirst().scriptSig();
    return switch (change) {
      case "coinbase branch index = 1" -> coinbaseIndex(1);
      case "parent header replaced by the child header of dogecoin_block371337 (own chain id 98)" ->
          parent(childHeader());
      case "chain merkle branch of 32 entries" -> chainBranch(32);
      case "coinbase outputs cleared, merkle root kept" ->
          new AuxPow(
              new BitcoinTransaction(
                  REAL.coinbase().version(),
                  REAL.coinbase().lockTime(),
                  REAL.coinbase().inputs(),
                  List.of()),
              REAL.blockHash(),
              REAL.coinbaseBranch(),
              REAL.blockchainBranch(),
              REAL.parentBlock());
      case "coinbase inputs cleared, merkle root refitted" -> refitted(List.of());
      case "script bytes 0..8 (with marker) dropped, 24 zero bytes prefixed so the root starts"
              + " after byte 20" ->
          script(s -> Bytes.zeros(24).concat(s.slice(8, s.size())));
      case "second fabe6d6d appended to the script" -> script(s -> s.concat(Commitment.MAGIC));
      case "first byte of the root (script[8]) zeroed" -> script(s -> with(s, 8, 0));
      case "one 0xff byte inserted between marker and root" ->
          script(s -> s.slice(0, 8).concat(Bytes.of((byte) 0xff)).concat(s.slice(8, s.size())));
      case "last 12 script bytes removed" -> script(s -> s.slice(0, s.size() - 12));
      case "script[40] = 3 (tree size)" -> script(s -> with(s, 40, 3));
      case "script[44] = 0xff (nonce)" -> script(s -> with(s, 44, 0xff));
      case "child bits = 0" -> REAL;
      default -> throw new AssertionError("unknown change " + change + " of " + script);
    };
  }

  private static AuxPow coinbaseIndex(int index) {
    return new AuxPow(
        REAL.coinbase(),
        REAL.blockHash(),
        new MerkleBranch(REAL.coinbaseBranch().hashes(), index),
        REAL.blockchainBranch(),
        REAL.parentBlock());
  }

  private static AuxPow chainBranch(int length) {
    return new AuxPow(
        REAL.coinbase(),
        REAL.blockHash(),
        REAL.coinbaseBranch(),
        new MerkleBranch(Collections.nCopies(length, Hash32.ZERO), 0),
        REAL.parentBlock());
  }

  private static AuxPow parent(BitcoinHeader header) {
    return new AuxPow(
        REAL.coinbase(), REAL.blockHash(), REAL.coinbaseBranch(), REAL.blockchainBranch(), header);
  }

  private static BitcoinHeader childHeader() {
    var block = Vectors.bytes(FOLDER + "dogecoin_block371337.bin");
    return ok(BitcoinCodec.decodeHeader(block.slice(0, BitcoinCodec.HEADER_SIZE)));
  }

  private static AuxPow script(UnaryOperator<Bytes> change) {
    var input = REAL.coinbase().inputs().getFirst();
    var inputs = new ArrayList<TxInput>();
    inputs.add(
        new TxInput(
            input.previousOutput(),
            change.apply(input.scriptSig()),
            input.sequence(),
            input.witness()));
    return refitted(inputs);
  }

  /** A coinbase with these inputs, and a parent header whose root is H(coinbase‖coinbase). */
  private static AuxPow refitted(List<TxInput> inputs) {
    var real = REAL.coinbase();
    var coinbase = new BitcoinTransaction(real.version(), real.lockTime(), inputs, real.outputs());
    var txid = BitcoinCodec.txid(coinbase);
    var header = REAL.parentBlock();
    return new AuxPow(
        coinbase,
        REAL.blockHash(),
        new MerkleBranch(List.of(txid), 0),
        REAL.blockchainBranch(),
        new BitcoinHeader(
            header.version(),
            header.previousBlockHash(),
            Sha256.sha256d(txid.bytes(), txid.bytes()),
            header.time(),
            header.bits(),
            header.nonce()));
  }

  @Test
  @Disabled("left out: Dogecoin's five retarget cases, another chain's rule (ours is 7.4)")
  void retargetOfDogecoinIsLeftOut() {}

  @Test
  @Disabled("left out: proof of work of Dogecoin's parents is scrypt; ours is SHA-256d (7.1)")
  void scryptWorkIsLeftOut() {}

  private static AuxPowCheck.Claim claim(String file, CompactBits bits) {
    var vector = EXPECTED.get(file);
    return new AuxPowCheck.Claim(
        Hash32.fromHex(vector.get("childHash").asString()), vector.get("chainId").asInt(), bits);
  }

  private static Bytes with(Bytes bytes, int index, int value) {
    var changed = bytes.toArray();
    changed[index] = (byte) value;
    return Bytes.of(changed);
  }

  private static <T> T ok(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Ok<T>(var value) -> value;
      case Decoded.Refused<T> refused -> throw new AssertionError(refused.toString());
    };
  }
}
