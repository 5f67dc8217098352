package io.alys.workflows.peg;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.workflows.codec.Sha256;
import java.util.List;

/**
 * The federation's m-of-n in P2WSH (rules 5.1, 5.2): the shared script {@code m keys n
 * CHECKMULTISIG}, and one for each user with the user's address in front. Keys stand in BIP-67
 * order.
 */
public record FederationScript(int threshold, List<Bytes> publicKeys) {

  private static final int MAX_KEYS = 15;
  private static final int KEY_SIZE = 33;
  private static final int OP_1 = 0x51;
  private static final int OP_DROP = 0x75;
  private static final int OP_CHECKMULTISIG = 0xae;

  /** Sorts the keys; refuses thresholds, numbers and lengths of keys that no script can have. */
  public FederationScript {
    publicKeys = publicKeys.stream().sorted().toList();
    if (publicKeys.size() > MAX_KEYS || threshold < 1 || threshold > publicKeys.size()) {
      throw new IllegalArgumentException(
          "no " + threshold + " of " + publicKeys.size() + " script, at most 15 keys");
    }
    if (publicKeys.stream().anyMatch(key -> key.size() != KEY_SIZE)) {
      throw new IllegalArgumentException("federation keys are compressed, 33 bytes");
    }
  }

  /** The shared witness script. */
  public Bytes witnessScript() {
    var script = opcode(OP_1 + threshold - 1);
    for (var key : publicKeys) {
      script = script.concat(opcode(KEY_SIZE)).concat(key);
    }
    return script.concat(opcode(OP_1 + publicKeys.size() - 1)).concat(opcode(OP_CHECKMULTISIG));
  }

  /** A user's witness script: deposits to it need no OP_RETURN. */
  public Bytes witnessScript(EvmAddress user) {
    return opcode(EvmAddress.SIZE)
        .concat(user.bytes())
        .concat(opcode(OP_DROP))
        .concat(witnessScript());
  }

  /** What an output to the shared script holds. */
  public Bytes scriptPubKey() {
    return payTo(witnessScript());
  }

  /** What an output to a user's script holds. */
  public Bytes scriptPubKey(EvmAddress user) {
    return payTo(witnessScript(user));
  }

  private static Bytes payTo(Bytes witnessScript) {
    return Bytes.of((byte) 0, (byte) 32).concat(Sha256.sha256(witnessScript).bytes());
  }

  private static Bytes opcode(int opcode) {
    return Bytes.of((byte) opcode);
  }
}
