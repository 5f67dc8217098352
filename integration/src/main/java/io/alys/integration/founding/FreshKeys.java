package io.alys.integration.founding;

import io.alys.integration.keys.CreatedKey;
import io.alys.integration.keys.DerivationFunction;
import io.alys.integration.keys.KeystoreFiles;
import io.alys.integration.keys.Password;
import io.alys.integration.storage.FileSigningStore;
import io.alys.messages.chain.Watermark;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes validators' keys together with their watermark (0, –, 0), by which a node knows that the
 * key is new and has signed nothing (rule 2.9); without one, a key counts as restored.
 */
public final class FreshKeys {

  private FreshKeys() {}

  /**
   * Makes keys in new files of a folder.
   *
   * @param signing the signing folder of the node that will use them
   */
  public static List<CreatedKey> create(
      Path keystores, Password password, int count, DerivationFunction derivation, Path signing) {
    try (var store = FileSigningStore.open(signing)) {
      var keys = KeystoreFiles.create(keystores, password, count, derivation);
      keys.forEach(key -> store.record(key.publicKey(), Watermark.FRESH));
      return keys;
    }
  }
}
