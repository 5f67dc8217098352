package io.alys.integration.bls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlsScheme;
import io.alys.workflows.ports.Entropy;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;
import supranational.blst.Pairing;

/** {@link BlsScheme} by blst; keeps decompressed public keys, which cost more than they weigh. */
public final class JblstScheme implements BlsScheme {

  /** Public keys kept decompressed; more than a federation has in all its epochs. */
  public static final int MAX_CACHED_KEYS = 1024;

  private static final int COMPRESSED_FLAG = 0x80;
  private static final int MULTIPLIER_BYTES = 8;

  private final Cache<BlsPublicKey, Optional<P1_Affine>> keys =
      Caffeine.newBuilder().maximumSize(MAX_CACHED_KEYS).build();

  @Override
  public boolean verify(BlsPublicKey key, Hash32 root, BlsSignature signature) {
    var point = key(key);
    return point.isPresent() && verify(point.get(), root.bytes(), signature, Ciphersuite.SIGNATURE);
  }

  @Override
  public boolean fastAggregateVerify(
      List<BlsPublicKey> signers, Hash32 root, BlsSignature aggregate) {
    var sum = sum(signers);
    return sum.isPresent() && verify(sum.get(), root.bytes(), aggregate, Ciphersuite.SIGNATURE);
  }

  /** The sum of public keys; empty for none, for one that is none, and for a sum of infinity. */
  private Optional<P1_Affine> sum(List<BlsPublicKey> signers) {
    var sum = new P1();
    for (var signer : signers) {
      var point = key(signer);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      sum.add(point.get());
    }
    return sum.is_inf() ? Optional.empty() : Optional.of(sum.to_affine());
  }

  @Override
  public boolean verifyAll(List<Claim> claims, Entropy random) {
    if (claims.size() < 2) {
      return BlsScheme.super.verifyAll(claims, random);
    }
    var pairing = new Pairing(true, Ciphersuite.SIGNATURE);
    for (var claim : claims) {
      var key = sum(claim.keys());
      var signature = point(claim.aggregate());
      if (key.isEmpty()
          || signature.isEmpty()
          || pairing.mul_n_aggregate(
                  key.get(), signature.get(), multiplier(random), claim.root().bytes().toArray())
              != BLST_ERROR.BLST_SUCCESS) {
        return false;
      }
    }
    pairing.commit();
    return pairing.finalverify();
  }

  /** Nobody who made the signatures may know it; never zero. */
  private static BigInteger multiplier(Entropy random) {
    return new BigInteger(1, random.bytes(MULTIPLIER_BYTES)).setBit(0);
  }

  @Override
  public BlsSignature aggregate(List<BlsSignature> signatures) {
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("no signature to aggregate");
    }
    var sum = new P2();
    for (var signature : signatures) {
      var point =
          point(signature)
              .orElseThrow(() -> new IllegalArgumentException("not a BLS signature: " + signature));
      sum.add(point);
    }
    return BlsSignature.of(sum.compress());
  }

  @Override
  public boolean verifyPossession(BlsPublicKey key, BlsSignature proof) {
    var point = key(key);
    return point.isPresent() && verify(point.get(), key.bytes(), proof, Ciphersuite.POSSESSION);
  }

  private static boolean verify(P1_Affine key, Bytes message, BlsSignature signature, String tag) {
    var point = point(signature);
    return point.isPresent()
        && point.get().core_verify(key, true, message.toArray(), tag) == BLST_ERROR.BLST_SUCCESS;
  }

  private Optional<P1_Affine> key(BlsPublicKey key) {
    return keys.get(key, JblstScheme::decompressKey);
  }

  private static Optional<P1_Affine> decompressKey(BlsPublicKey key) {
    if ((key.bytes().at(0) & COMPRESSED_FLAG) == 0) {
      return Optional.empty();
    }
    try {
      var point = new P1_Affine(key.bytes().toArray());
      return point.is_inf() || !point.in_group() ? Optional.empty() : Optional.of(point);
    } catch (RuntimeException notOnCurve) {
      return Optional.empty();
    }
  }

  /** A point of the subgroup other than infinity, empty when the bytes are anything else. */
  private static Optional<P2_Affine> point(BlsSignature signature) {
    if ((signature.bytes().at(0) & COMPRESSED_FLAG) == 0) {
      return Optional.empty();
    }
    try {
      var point = new P2_Affine(signature.bytes().toArray());
      return point.is_inf() || !point.in_group() ? Optional.empty() : Optional.of(point);
    } catch (RuntimeException notOnCurve) {
      return Optional.empty();
    }
  }
}
