package io.alys.integration.libp2p.multiaddr;

import java.util.Optional;

/** The parts that a multiaddress may be made of, with their numbers and sizes. */
public enum AddressProtocol {
  IP4("ip4", 4, 4),
  TCP("tcp", 6, 2),
  IP6("ip6", 41, 16),
  IP6_ZONE("ip6zone", 42, AddressProtocol.VARIABLE),
  DNS("dns", 53, AddressProtocol.VARIABLE),
  DNS4("dns4", 54, AddressProtocol.VARIABLE),
  DNS6("dns6", 55, AddressProtocol.VARIABLE),
  DNSADDR("dnsaddr", 56, AddressProtocol.VARIABLE),
  UDP("udp", 273, 2),
  P2P_CIRCUIT("p2p-circuit", 290, 0),
  P2P("p2p", 421, AddressProtocol.VARIABLE),
  TLS("tls", 448, 0),
  QUIC("quic", 460, 0),
  QUIC_V1("quic-v1", 461, 0),
  WS("ws", 477, 0),
  WSS("wss", 478, 0);

  static final int VARIABLE = -1;

  private final String text;
  private final int code;
  private final int size;

  AddressProtocol(String text, int code, int size) {
    this.text = text;
    this.code = code;
    this.size = size;
  }

  /** Its name in an address. */
  public String text() {
    return text;
  }

  int code() {
    return code;
  }

  /** Bytes of its value, or {@link #VARIABLE}. */
  int size() {
    return size;
  }

  static Optional<AddressProtocol> byCode(long code) {
    for (var protocol : values()) {
      if (protocol.code == code) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  static Optional<AddressProtocol> byText(String text) {
    var name = text.equals("ipfs") ? P2P.text : text;
    for (var protocol : values()) {
      if (protocol.text.equals(name)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
