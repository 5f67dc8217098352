package io.alys.workflows.fakes;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlockSigner;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link BlockSigner} whose signature is the root three times, once a test lets it go. */
public final class FakeBlockSigner implements BlockSigner {

  /** A root that was to be signed, and where its signature is awaited. */
  public record Asked(Hash32 root, CompletableFuture<BlsSignature> answer) {

    /** Hands out the signature. */
    public void sign() {
      answer.complete(signature(root));
    }
  }

  private final BlsPublicKey key;
  private final boolean atOnce;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private FakeBlockSigner(BlsPublicKey key, boolean atOnce) {
    this.key = key;
    this.atOnce = atOnce;
  }

  /** Signs as soon as it is asked. */
  public static FakeBlockSigner prompt(BlsPublicKey key) {
    return new FakeBlockSigner(key, true);
  }

  /** Signs when the test says so. */
  public static FakeBlockSigner patient(BlsPublicKey key) {
    return new FakeBlockSigner(key, false);
  }

  /** The signature over a root. */
  public static BlsSignature signature(Hash32 root) {
    Bytes bytes = root.bytes();
    return new BlsSignature(bytes.concat(bytes).concat(bytes));
  }

  /** All roots that were to be signed, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public BlsPublicKey publicKey() {
    return key;
  }

  @Override
  public CompletionStage<BlsSignature> sign(Hash32 root) {
    var request = new Asked(root, new CompletableFuture<>());
    asked.add(request);
    if (atOnce) {
      request.sign();
    }
    return request.answer();
  }
}
