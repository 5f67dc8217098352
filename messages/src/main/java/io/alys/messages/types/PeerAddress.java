package io.alys.messages.types;

import java.util.Optional;

/**
 * Where a peer is: a multiaddress in its text form, such as {@code
 * /ip4/10.0.0.7/tcp/55444/p2p/16Uiu…}. Which parts a transport can dial is the transport's to say;
 * here only its form is checked.
 */
public record PeerAddress(String text) implements Comparable<PeerAddress> {

  /** Most characters. */
  public static final int MAX_TEXT = 512;

  private static final String PEER = "/p2p/";

  /** Refuses what is not a path of printable ASCII. */
  public PeerAddress {
    if (text.length() < 2 || text.length() > MAX_TEXT || text.charAt(0) != '/') {
      throw new IllegalArgumentException(
          "an address of a peer is a path of at most 512 characters");
    }
    if (!text.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw new IllegalArgumentException("an address of a peer is in printable ASCII");
    }
    int at = text.lastIndexOf(PEER);
    if (at >= 0) {
      var _ = new PeerId(text.substring(at + PEER.length()));
    }
  }

  /** The peer that must answer there, if the address says so. */
  public Optional<PeerId> peer() {
    int at = text.lastIndexOf(PEER);
    return at < 0 ? Optional.empty() : Optional.of(new PeerId(text.substring(at + PEER.length())));
  }

  /** The same place, whoever answers. */
  public PeerAddress withoutPeer() {
    int at = text.lastIndexOf(PEER);
    return at < 1 ? this : new PeerAddress(text.substring(0, at));
  }

  /** The same place, where this peer must answer. */
  public PeerAddress withPeer(PeerId peer) {
    return new PeerAddress(withoutPeer().text + PEER + peer.text());
  }

  /** The IP address at its beginning; none for names. */
  public Optional<IpAddress> ip() {
    var words = text.split("/", 4);
    boolean numeric = words.length > 2 && (words[1].equals("ip4") || words[1].equals("ip6"));
    return numeric ? IpAddress.parse(words[2]) : Optional.empty();
  }

  @Override
  public int compareTo(PeerAddress other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
