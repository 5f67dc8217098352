package io.alys.integration.signer;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.bls.JblstScheme;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.BlockSigner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BlockSigner} does. */
abstract class BlockSignerContract {

  private static final JblstScheme SCHEME = new JblstScheme();

  /** The signer under test; its owner closes it. */
  abstract BlockSigner signer();

  @Test
  void aSignatureVerifiesUnderThePublicKey() {
    var signer = signer();

    var signature = signer.sign(root(1)).toCompletableFuture().join();

    assertThat(SCHEME.verify(signer.publicKey(), root(1), signature)).isTrue();
    assertThat(SCHEME.verify(signer.publicKey(), root(2), signature)).isFalse();
  }

  @Test
  void theSameRootGivesTheSameSignature() {
    var signer = signer();

    assertThat(signer.sign(root(1)).toCompletableFuture().join())
        .isEqualTo(signer.sign(root(1)).toCompletableFuture().join())
        .isNotEqualTo(signer.sign(root(2)).toCompletableFuture().join());
  }

  @Test
  void rootsThatAreAskedForTogetherAreAllSigned() {
    var signer = signer();

    var signatures =
        IntStream.range(0, 8).mapToObj(i -> signer.sign(root(i)).toCompletableFuture()).toList();

    for (int i = 0; i < signatures.size(); i++) {
      assertThat(SCHEME.verify(signer.publicKey(), root(i), signatures.get(i).join())).isTrue();
    }
  }

  static Hash32 root(int number) {
    return Hash32.fromHex(String.format("%064x", 1000 + number));
  }
}
