package io.alys.integration.signer;

import io.alys.integration.bls.BlsSecretKey;
import io.alys.integration.keys.KeystoreSigner;
import io.alys.workflows.ports.BlockSigner;
import java.security.SecureRandom;

/** The keystore's signer does what every signer does. */
final class KeystoreSignerContractTest extends BlockSignerContract {

  private final BlockSigner signer = new KeystoreSigner(BlsSecretKey.generate(new SecureRandom()));

  @Override
  BlockSigner signer() {
    return signer;
  }
}
