package io.alys.workflows.pow;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.workflows.codec.Sha256;
import java.util.List;

/** The hash that a miner commits to (rule 7.1). */
public final class WorkHash {

  private WorkHash() {}

  /** sha256d(h1‖…‖hk‖address): roots of the range, oldest first, and who gets the fees. */
  public static Hash32 of(List<Hash32> roots, EvmAddress miner) {
    var parts = roots.stream().map(Hash32::bytes).toArray(Bytes[]::new);
    return Sha256.sha256d(join(parts), miner.bytes());
  }

  /** V1's aggregate, without address (protocol reference §2.3). */
  public static Hash32 withoutAddress(List<Hash32> roots) {
    return Sha256.sha256d(join(roots.stream().map(Hash32::bytes).toArray(Bytes[]::new)));
  }

  private static Bytes join(Bytes[] parts) {
    var joined = new byte[parts.length * Hash32.SIZE];
    for (int i = 0; i < parts.length; i++) {
      parts[i].copyTo(joined, i * Hash32.SIZE);
    }
    return Bytes.of(joined);
  }
}
