package io.alys.integration.founding;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bitcoinj.base.Base58;
import org.bitcoinj.crypto.ECKey;
import org.web3j.crypto.Hash;

/**
 * A secp256k1 key of a federation member: its Bitcoin key and fee address, or the identity of its
 * node among peers. Text forms show the public key alone.
 */
public final class MemberKey {

  private static final int SECRET_SIZE = 32;

  /**
   * What stands before the key in a libp2p peer id: an identity multihash of 37 bytes with the
   * protobuf fields type = Secp256k1 and data of 33 bytes.
   */
  private static final Bytes PEER_ID_PREFIX = Bytes.fromHex("002508021221");

  private final ECKey key;

  private MemberKey(ECKey key) {
    this.key = key;
  }

  /** A new key. */
  public static MemberKey generate(SecureRandom random) {
    return new MemberKey(new ECKey(random));
  }

  /** The key with a given number; the array stays the caller's. */
  public static MemberKey fromBytes(byte[] bigEndian) {
    if (bigEndian.length != SECRET_SIZE) {
      throw new IllegalArgumentException("a secp256k1 key has 32 bytes, got " + bigEndian.length);
    }
    return new MemberKey(ECKey.fromPrivate(bigEndian));
  }

  /** The compressed public key, 33 bytes, as Bitcoin scripts have it. */
  public Bytes bitcoinPublicKey() {
    return Bytes.of(key.getPubKey());
  }

  /** The account of the execution layer that this key owns. */
  public EvmAddress evmAddress() {
    var point = key.getPubKeyPoint().getEncoded(false);
    var hash = Hash.sha3(Arrays.copyOfRange(point, 1, point.length));
    return EvmAddress.of(Arrays.copyOfRange(hash, hash.length - EvmAddress.SIZE, hash.length));
  }

  /** The libp2p peer id of a node with this identity. */
  public String peerId() {
    return Base58.encode(PEER_ID_PREFIX.concat(bitcoinPublicKey()).toArray());
  }

  /** The secret as 64 hex digits, for its file alone. */
  String secretHex() {
    return HexFormat.of().formatHex(key.getPrivKeyBytes());
  }

  @Override
  public String toString() {
    return "secret key of " + bitcoinPublicKey();
  }
}
