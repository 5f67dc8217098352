package io.alys.workflows.ports;

import io.alys.messages.types.BlsPublicKey;
import io.alys.messages.types.BlsSignature;
import io.alys.messages.types.Hash32;
import java.util.concurrent.CompletionStage;

/** Holds one authority's secret key; only the SigningActor calls it, behind the watermark. */
public interface BlockSigner {

  /** The key that the signatures verify under. */
  BlsPublicKey publicKey();

  /** A signature over the 32 bytes of a signing root. */
  CompletionStage<BlsSignature> sign(Hash32 root);
}
