package io.alys.workflows.fakes;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.Sha256;
import io.alys.workflows.ports.BlsScheme;
import java.math.BigInteger;
import java.util.List;

/**
 * A signature scheme that adds up like BLS but costs nothing: a signature is a hash of key and
 * root, an aggregate the sum of signatures modulo 2^768. Anybody can forge; for tests and
 * simulation only.
 */
public final class AdditiveScheme implements BlsScheme {

  private static final int BITS = BlsSignature.SIZE * 8;

  /** The key number {@code index}. */
  public static BlsPublicKey key(int index) {
    return new BlsPublicKey(Bytes.zeros(BlsPublicKey.SIZE - 1).concat(Bytes.of((byte) index)));
  }

  /** What {@code key} signs a root with. */
  public static BlsSignature sign(BlsPublicKey key, Hash32 root) {
    var one = Sha256.sha256(key.bytes(), root.bytes()).bytes();
    var two = Sha256.sha256(one).bytes();
    return new BlsSignature(one.concat(two).concat(Sha256.sha256(two).bytes()));
  }

  @Override
  public boolean verify(BlsPublicKey key, Hash32 root, BlsSignature signature) {
    return sign(key, root).equals(signature);
  }

  @Override
  public boolean fastAggregateVerify(List<BlsPublicKey> keys, Hash32 root, BlsSignature aggregate) {
    return !keys.isEmpty()
        && aggregate(keys.stream().map(key -> sign(key, root)).toList()).equals(aggregate);
  }

  @Override
  public BlsSignature aggregate(List<BlsSignature> signatures) {
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("nothing to add up");
    }
    var sum =
        signatures.stream()
            .map(signature -> new BigInteger(1, signature.bytes().toArray()))
            .reduce(BigInteger.ZERO, BigInteger::add)
            .mod(BigInteger.ONE.shiftLeft(BITS));
    var padded = new BigInteger(1, sum.toByteArray()).or(BigInteger.ONE.shiftLeft(BITS));
    return BlsSignature.fromHex(padded.toString(16).substring(1));
  }

  @Override
  public boolean verifyPossession(BlsPublicKey key, BlsSignature proof) {
    return true;
  }
}
