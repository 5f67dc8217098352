package io.alys.workflows.peg;

import io.alys.messages.types.Bytes;

/** The bech32 text of a version 0 witness program (BIP-173). */
public final class SegwitAddress {

  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM_SIZE = 6;

  private SegwitAddress() {}

  /**
   * The address of a script {@code 0 <program>}; {@code prefix} is the network's, such as {@code
   * bc} or {@code bcrt}.
   */
  public static String of(String prefix, Bytes scriptPubKey) {
    if (scriptPubKey.size() < 4
        || scriptPubKey.at(0) != 0
        || scriptPubKey.at(1) != scriptPubKey.size() - 2) {
      throw new IllegalArgumentException("no version 0 witness program");
    }
    var program = scriptPubKey.slice(2, scriptPubKey.size());
    var groups = new int[1 + (program.size() * 8 + 4) / 5];
    regroup(program, groups);
    var text = new StringBuilder(prefix).append('1');
    for (var group : groups) {
      text.append(ALPHABET.charAt(group));
    }
    var checksum = checksum(prefix, groups);
    for (int i = 0; i < CHECKSUM_SIZE; i++) {
      text.append(ALPHABET.charAt(checksum >>> (5 * (CHECKSUM_SIZE - 1 - i)) & 31));
    }
    return text.toString();
  }

  /** Groups of five bits after the version, which is 0. */
  private static void regroup(Bytes program, int[] groups) {
    for (int bit = 0; bit < program.size() * 8; bit++) {
      var value = program.at(bit / 8) >>> (7 - bit % 8) & 1;
      groups[1 + bit / 5] |= value << (4 - bit % 5);
    }
  }

  private static int checksum(String prefix, int[] groups) {
    var state = 1;
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) >>> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) & 31);
    }
    for (var group : groups) {
      state = step(state, group);
    }
    for (int i = 0; i < CHECKSUM_SIZE; i++) {
      state = step(state, 0);
    }
    return state ^ 1;
  }

  private static int step(int state, int value) {
    var next = (state & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((state >>> 25 >>> i & 1) == 1) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
