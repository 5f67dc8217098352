package io.alys.integration.keys;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlockSigner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@link BlockSigner} with a key in this process's memory; signs at once, in the caller's thread.
 */
public final class KeystoreSigner implements BlockSigner {

  private final BlsSecretKey key;

  /** Signs with the given key. */
  public KeystoreSigner(BlsSecretKey key) {
    this.key = key;
  }

  @Override
  public BlsPublicKey publicKey() {
    return key.publicKey();
  }

  @Override
  public CompletionStage<BlsSignature> sign(Hash32 root) {
    return CompletableFuture.completedStage(key.sign(root));
  }

  /** The proof of possession of its key (2.12). */
  public BlsSignature provePossession() {
    return key.provePossession();
  }

  @Override
  public String toString() {
    return "signer of " + publicKey();
  }
}
