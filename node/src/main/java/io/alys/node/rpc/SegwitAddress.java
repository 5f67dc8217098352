package io.alys.node.rpc;

import io.alys.messages.types.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Bech32 addresses of witness version 0 (BIP 173). */
final class SegwitAddress {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM_LENGTH = 6;

  private SegwitAddress() {}

  static String v0(BitcoinNetwork network, Bytes program) {
    var words = new ArrayList<Integer>();
    words.add(0);
    words.addAll(fiveBitWords(program));
    words.addAll(checksum(network.prefix(), words));
    var address = new StringBuilder(network.prefix()).append('1');
    words.forEach(word -> address.append(ALPHABET.charAt(word)));
    return address.toString();
  }

  private static List<Integer> fiveBitWords(Bytes program) {
    var words = new ArrayList<Integer>();
    int pending = 0;
    int bits = 0;
    for (int i = 0; i < program.size(); i++) {
      pending = (pending << 8 | program.at(i)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        words.add(pending >>> bits & 31);
      }
    }
    if (bits > 0) {
      words.add(pending << (5 - bits) & 31);
    }
    return words;
  }

  private static List<Integer> checksum(String prefix, List<Integer> words) {
    var all = new ArrayList<Integer>();
    prefix.chars().forEach(c -> all.add(c >>> 5));
    all.add(0);
    prefix.chars().forEach(c -> all.add(c & 31));
    all.addAll(words);
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      all.add(0);
    }
    int polymod = polymod(all) ^ 1;
    var checksum = new ArrayList<Integer>();
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      checksum.add(polymod >>> (5 * (CHECKSUM_LENGTH - 1 - i)) & 31);
    }
    return checksum;
  }

  private static int polymod(List<Integer> words) {
    int value = 1;
    for (int word : words) {
      int top = value >>> 25;
      value = (value & 0x1ffffff) << 5 ^ word;
      for (int i = 0; i < GENERATOR.length; i++) {
        if ((top >>> i & 1) == 1) {
          value ^= GENERATOR[i];
        }
      }
    }
    return value;
  }
}
