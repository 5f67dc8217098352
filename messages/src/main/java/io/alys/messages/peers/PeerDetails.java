package io.alys.messages.peers;

import io.alys.messages.types.PeerAddress;
import java.util.List;

/**
 * What a peer says of itself; none of it is proved.
 *
 * @param agent the program and its version, in printable ASCII
 * @param network the family of protocols
 * @param addresses where it listens, at most 64
 * @param protocols what streams it takes, at most 256
 */
public record PeerDetails(
    String agent, String network, List<PeerAddress> addresses, List<String> protocols) {

  /** Of a peer that said nothing yet. */
  public static final PeerDetails UNKNOWN = new PeerDetails("", "", List.of(), List.of());

  /** Copies the lists. */
  public PeerDetails {
    addresses = List.copyOf(addresses);
    protocols = List.copyOf(protocols);
  }
}
