package io.alys.workflows.pow;

import io.alys.messages.bitcoin.AuxPow;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.BitcoinCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an AuxPoW proves work for a hash (rule 7.1, protocol reference §2.4). The parent need not
 * be a real Bitcoin block; its own bits, time and ancestors mean nothing.
 */
public final class AuxPowCheck {

  private static final int MAX_CHAIN_BRANCH = 30;
  private static final int MAX_COINBASE_BRANCH = 32;

  private AuxPowCheck() {}

  /** What the AuxPoW is to prove: work of at least {@code bits} for {@code workHash}. */
  public record Claim(Hash32 workHash, int chainId, CompactBits bits) {}

  /** Every rule that fails, in the order of the checks; empty when the proof is good. */
  public static List<AuxPowFailure> check(Claim claim, AuxPow auxpow) {
    return check(claim, auxpow, CommitmentPlace.ANY);
  }

  /** The same, with the commitment accepted in some places only. */
  public static List<AuxPowFailure> check(Claim claim, AuxPow auxpow, Set<CommitmentPlace> places) {
    var failures = new ArrayList<AuxPowFailure>();
    checkParent(claim, auxpow, failures);
    checkCoinbase(auxpow, failures);
    if (auxpow.blockchainBranch().hashes().size() <= MAX_CHAIN_BRANCH) {
      failures.addAll(closestCommitment(claim, auxpow, places));
    }
    checkWork(claim, auxpow, failures);
    failures.sort((one, other) -> one.rule().compareTo(other.rule()));
    return List.copyOf(failures);
  }

  private static void checkParent(Claim claim, AuxPow auxpow, List<AuxPowFailure> failures) {
    var index = auxpow.coinbaseBranch().sideMask();
    if (index != 0) {
      fail(failures, AuxPowRule.NOT_THE_COINBASE, littleEndian(0), littleEndian(index));
    }
    var parentChainId = auxpow.parentBlock().version() >>> 16;
    if (parentChainId == claim.chainId()) {
      fail(
          failures,
          AuxPowRule.PARENT_HAS_OUR_CHAIN_ID,
          Bytes.EMPTY,
          littleEndian(auxpow.parentBlock().version()));
    }
    var length = auxpow.blockchainBranch().hashes().size();
    if (length > MAX_CHAIN_BRANCH) {
      fail(
          failures,
          AuxPowRule.CHAIN_BRANCH_TOO_LONG,
          littleEndian(MAX_CHAIN_BRANCH),
          littleEndian(length));
    }
  }

  private static void checkCoinbase(AuxPow auxpow, List<AuxPowFailure> failures) {
    var length = auxpow.coinbaseBranch().hashes().size();
    if (length > MAX_COINBASE_BRANCH) {
      fail(
          failures,
          AuxPowRule.COINBASE_BRANCH_TOO_LONG,
          littleEndian(MAX_COINBASE_BRANCH),
          littleEndian(length));
      return;
    }
    var txid = BitcoinCodec.txid(auxpow.coinbase());
    var root = MerklePath.root(txid, auxpow.coinbaseBranch());
    if (!root.equals(auxpow.parentBlock().merkleRoot())) {
      fail(
          failures,
          AuxPowRule.MERKLE_ROOT,
          auxpow.parentBlock().merkleRoot().bytes(),
          root.bytes());
    }
  }

  /**
   * Pools take the hash in display order: the leaf is its bytes reversed, and so is what they write
   * of the root.
   */
  private static List<AuxPowFailure> closestCommitment(
      Claim claim, AuxPow auxpow, Set<CommitmentPlace> places) {
    var leaf = new Hash32(claim.workHash().bytes().reversed());
    var root = MerklePath.root(leaf, auxpow.blockchainBranch()).bytes().reversed();
    @Nullable Commitment closest = null;
    List<AuxPowFailure> failures = List.of();
    for (var commitment : Commitment.find(auxpow.coinbase(), root, places)) {
      var wrong = failuresOf(commitment, claim, auxpow);
      if (wrong.isEmpty()) {
        return List.of();
      }
      if (closest == null || commitment.closeness() > closest.closeness()) {
        closest = commitment;
        failures = wrong;
      }
    }
    return failures;
  }

  private static List<AuxPowFailure> failuresOf(Commitment commitment, Claim claim, AuxPow auxpow) {
    var failures = new ArrayList<>(commitment.failures());
    var tail = commitment.sizeAndNonce();
    if (tail == null) {
      return failures;
    }
    var branch = auxpow.blockchainBranch();
    var size = littleEndian(1 << branch.hashes().size());
    if (!tail.slice(0, 4).equals(size)) {
      fail(failures, AuxPowRule.TREE_SIZE, size, tail.slice(0, 4));
    }
    var nonce = new BigInteger(1, tail.slice(4, 8).reversed().toArray()).intValue();
    var index = ExpectedIndex.of(nonce, claim.chainId(), branch.hashes().size());
    if (index != Integer.toUnsignedLong(branch.sideMask())) {
      fail(failures, AuxPowRule.INDEX, littleEndian((int) index), littleEndian(branch.sideMask()));
    }
    return failures;
  }

  private static void checkWork(Claim claim, AuxPow auxpow, List<AuxPowFailure> failures) {
    var target = CompactTarget.expand(claim.bits());
    var hash = BitcoinCodec.hash(auxpow.parentBlock()).bytes().reversed();
    if (new BigInteger(1, hash.toArray()).compareTo(target) > 0) {
      fail(failures, AuxPowRule.PROOF_OF_WORK, CompactTarget.bytes(target), hash);
    }
  }

  private static void fail(
      List<AuxPowFailure> failures, AuxPowRule rule, Bytes expected, Bytes found) {
    failures.add(new AuxPowFailure(rule, expected, found));
  }

  private static Bytes littleEndian(int value) {
    return Bytes.of(
        (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24));
  }
}
