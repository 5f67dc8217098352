package io.alys.integration.genesis;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * The root of the Merkle Patricia trie over block 0's accounts (yellow paper, appendix D). Every
 * node is referred to by its hash, since an account makes even the smallest one longer than 32
 * bytes.
 */
final class StateTrie {
  /** The root of a trie without entries. */
  static final Hash32 EMPTY =
      Hash32.fromHex("56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");

  private static final int WIDTH = 16;
  private static final int LEAF = 2;

  private StateTrie() {}

  static Hash32 rootOf(Map<EvmAddress, GenesisAccount> accounts) {
    if (accounts.isEmpty()) {
      return EMPTY;
    }
    var entries = new ArrayList<Entry>();
    accounts.forEach((address, account) -> entries.add(Entry.of(address, account)));
    return Hash32.of(node(entries, 0));
  }

  /** The hash of the node over entries that agree in their first {@code depth} nibbles. */
  private static byte[] node(List<Entry> entries, int depth) {
    if (entries.size() == 1) {
      var only = entries.getFirst();
      return hash(
          path(only.nibbles, depth, only.nibbles.size(), LEAF), string(only.account.toArray()));
    }
    int fork = common(entries, depth);
    if (fork > depth) {
      var branch = string(node(entries, fork));
      return hash(path(entries.getFirst().nibbles, depth, fork, 0), branch);
    }
    return branch(entries, depth);
  }

  private static byte[] branch(List<Entry> entries, int depth) {
    var children = new ArrayList<RlpType>();
    for (int i = 0; i < WIDTH; i++) {
      int nibble = i;
      var below = entries.stream().filter(entry -> entry.nibbles.at(depth) == nibble).toList();
      children.add(string(below.isEmpty() ? new byte[0] : node(below, depth + 1)));
    }
    children.add(string(new byte[0]));
    return hash(children.toArray(RlpType[]::new));
  }

  /** How many nibbles all entries share. */
  private static int common(List<Entry> entries, int from) {
    int length = from;
    while (agree(entries, length)) {
      length++;
    }
    return length;
  }

  private static boolean agree(List<Entry> entries, int at) {
    int first = entries.getFirst().nibbles.at(at);
    return entries.stream().allMatch(entry -> entry.nibbles.at(at) == first);
  }

  /** Hex-prefix encoding of the nibbles from {@code from} to {@code to}. */
  private static RlpString path(Bytes nibbles, int from, int to, int kind) {
    boolean odd = (to - from) % 2 == 1;
    var packed = new byte[(to - from) / 2 + 1];
    packed[0] = (byte) (odd ? (kind + 1) << 4 | nibbles.at(from) : kind << 4);
    int next = odd ? from + 1 : from;
    for (int i = 1; i < packed.length; i++, next += 2) {
      packed[i] = (byte) (nibbles.at(next) << 4 | nibbles.at(next + 1));
    }
    return string(packed);
  }

  private static byte[] hash(RlpType... fields) {
    return Hash.sha3(RlpEncoder.encode(new RlpList(fields)));
  }

  private static RlpString string(byte[] value) {
    return RlpString.create(value);
  }

  /** An account under the nibbles of its address' hash, one in each byte. */
  private record Entry(Bytes nibbles, Bytes account) {

    static Entry of(EvmAddress address, GenesisAccount account) {
      var fields =
          new RlpList(
              RlpString.create(BigInteger.valueOf(account.nonce())),
              RlpString.create(account.balance().value()),
              string(EMPTY.bytes().toArray()),
              string(Hash.sha3(account.code().toArray())));
      return new Entry(nibbles(address.bytes()), Bytes.of(RlpEncoder.encode(fields)));
    }

    private static Bytes nibbles(Bytes address) {
      var hash = Hash.sha3(address.toArray());
      var nibbles = new byte[2 * hash.length];
      for (int i = 0; i < hash.length; i++) {
        nibbles[2 * i] = (byte) (hash[i] >> 4 & 0xf);
        nibbles[2 * i + 1] = (byte) (hash[i] & 0xf);
      }
      return Bytes.of(nibbles);
    }
  }
}
