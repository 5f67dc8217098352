package io.alys.node.rpc;

import io.alys.messages.types.Bytes;
import io.alys.workflows.codec.Sha256;
import java.util.List;

/**
 * The federation's shared script: m of n compressed public keys in the order of BIP 67, as P2WSH
 * (rule 5.1).
 *
 * @param threshold m
 * @param publicKeys any order, 33 bytes each
 */
public record DepositScript(int threshold, List<Bytes> publicKeys, BitcoinNetwork network) {
  private static final int OP_1 = 0x51;
  private static final int OP_CHECKMULTISIG = 0xae;

  /** Most keys that one-byte numbers count, which is what the script is written with. */
  private static final int MAX_KEYS = 16;

  private static final int KEY_SIZE = 33;

  /** Sorts the keys; refuses what no such script can be made of. */
  public DepositScript {
    publicKeys = publicKeys.stream().sorted().toList();
    if (publicKeys.isEmpty() || publicKeys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("1 to 16 federation keys, got " + publicKeys.size());
    }
    if (threshold < 1 || threshold > publicKeys.size()) {
      throw new IllegalArgumentException(
          "threshold %d of %d keys".formatted(threshold, publicKeys.size()));
    }
    for (var key : publicKeys) {
      if (key.size() != KEY_SIZE) {
        throw new IllegalArgumentException("a compressed public key has 33 bytes: " + key);
      }
    }
  }

  /** {@code m <key> … <key> n OP_CHECKMULTISIG}. */
  public Bytes witnessScript() {
    var script = Bytes.of((byte) (OP_1 - 1 + threshold));
    for (var key : publicKeys) {
      script = script.concat(Bytes.of((byte) KEY_SIZE)).concat(key);
    }
    return script.concat(Bytes.of((byte) (OP_1 - 1 + publicKeys.size()), (byte) OP_CHECKMULTISIG));
  }

  /** The address that people pay to. */
  public String address() {
    return SegwitAddress.v0(network, Sha256.sha256(witnessScript()).bytes());
  }
}
