package io.alys.workflows.fakes;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlsScheme;
import java.util.List;

/**
 * A signature scheme that adds up like BLS and hides nothing: a signature holds the root and how
 * often each key is in it. A key's number is its first byte, 1 to 64.
 */
public final class CountingBls implements BlsScheme {

  private static final int COUNTS = Hash32.SIZE;

  /** The signature of a key over a root. */
  public static BlsSignature sign(BlsPublicKey key, Hash32 root) {
    var bytes = new byte[BlsSignature.SIZE];
    root.bytes().copyTo(bytes, 0);
    bytes[COUNTS + key.bytes().at(0) - 1] = 1;
    return BlsSignature.of(bytes);
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
      throw new IllegalArgumentException("nothing to aggregate");
    }
    var sum = signatures.getFirst().bytes().toArray();
    for (var signature : signatures.subList(1, signatures.size())) {
      Bytes bytes = signature.bytes();
      for (int i = COUNTS; i < sum.length; i++) {
        sum[i] += (byte) bytes.at(i);
      }
    }
    return BlsSignature.of(sum);
  }

  @Override
  public boolean verifyPossession(BlsPublicKey key, BlsSignature proof) {
    return proof.bytes().at(0) == key.bytes().at(0);
  }
}
