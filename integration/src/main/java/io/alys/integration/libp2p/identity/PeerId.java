package io.alys.integration.libp2p.identity;

import io.alys.integration.libp2p.PeerFault;
import io.alys.messages.types.Bytes;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;

/** The name of a peer: a multihash of its public key, the key itself inside when it is short. */
public record PeerId(Bytes multihash) {

  private static final int IDENTITY = 0x00;
  private static final int SHA2_256 = 0x12;
  private static final int HASH_SIZE = 32;
  private static final int MAX_INLINED = 42;
  private static final int MAX_TEXT = 128;
  private static final int CID_V1 = 0x01;
  private static final int LIBP2P_KEY = 0x72;

  /** Checks the multihash; a key inside must be one that is taken. */
  public PeerId {
    int size = multihash.size();
    boolean hash = size == 2 + HASH_SIZE && isHead(multihash, SHA2_256, HASH_SIZE);
    boolean inlined = size > 2 && size <= 2 + MAX_INLINED && isHead(multihash, IDENTITY, size - 2);
    if (!hash && !inlined) {
      throw new IllegalArgumentException("not the multihash of a peer id");
    }
  }

  /** The id of the peer with a key. */
  public static PeerId of(PublicKey key) {
    var encoded = Bytes.of(key.encode());
    return new PeerId(Bytes.of(new byte[] {IDENTITY, (byte) encoded.size()}).concat(encoded));
  }

  /** Reads the binary form. */
  public static PeerId decode(byte[] multihash) {
    try {
      return new PeerId(Bytes.of(multihash));
    } catch (IllegalArgumentException e) {
      throw new PeerFault(PeerFault.Layer.IDENTITY, String.valueOf(e.getMessage()));
    }
  }

  /** Reads either text form: base 58, or a CID in base 32. */
  public static PeerId parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("too long for a peer id: " + text.length());
    }
    if (text.startsWith("1") || text.startsWith("Qm")) {
      try {
        return new PeerId(Bytes.of(Base58.decode(text)));
      } catch (AddressFormatException e) {
        throw new IllegalArgumentException("not a peer id: " + text, e);
      }
    }
    if (text.startsWith("b")) {
      var cid = Bytes.of(Base32.decode(text.substring(1)));
      if (cid.size() > 2 && cid.at(0) == CID_V1 && cid.at(1) == LIBP2P_KEY) {
        return new PeerId(cid.slice(2, cid.size()));
      }
    }
    throw new IllegalArgumentException("not a peer id: " + text);
  }

  /** The key, when the id holds it. */
  public Optional<PublicKey> publicKey() {
    return multihash.at(0) == IDENTITY
        ? Optional.of(PublicKey.decode(multihash.slice(2, multihash.size()).toArray()))
        : Optional.empty();
  }

  /** Base 58. */
  @Override
  public String toString() {
    return Base58.encode(multihash.toArray());
  }

  private static boolean isHead(Bytes multihash, int code, int length) {
    return multihash.at(0) == code && multihash.at(1) == length;
  }
}
