package io.alys.integration.libp2p.multiaddr;

import io.alys.integration.libp2p.identity.PeerId;
import io.alys.messages.types.Bytes;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The values in an address, between text and binary; names are never looked up here. */
final class AddressValue {

  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
  private static final Pattern DOTTED = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final int MAX_PORT = 0xffff;

  private AddressValue() {}

  static Bytes parse(AddressProtocol protocol, String text) {
    return switch (protocol) {
      case IP4 -> Bytes.of(ip4(text).getAddress());
      case IP6 -> Bytes.of(ip6(text).getAddress());
      case TCP, UDP -> parsePort(text);
      case P2P -> PeerId.parse(text).multihash();
      case DNS, DNS4, DNS6, DNSADDR, IP6_ZONE -> Bytes.of(text.getBytes(StandardCharsets.UTF_8));
      default -> Bytes.EMPTY;
    };
  }

  static String text(AddressProtocol protocol, Bytes value) {
    return switch (protocol) {
      case IP4, IP6 -> ip(value.toArray()).getHostAddress();
      case TCP, UDP -> Integer.toString(port(value));
      case P2P -> new PeerId(value).toString();
      default -> new String(value.toArray(), StandardCharsets.UTF_8);
    };
  }

  static void check(AddressProtocol protocol, Bytes value) {
    switch (protocol) {
      case P2P -> new PeerId(value);
      case DNS, DNS4, DNS6, DNSADDR, IP6_ZONE -> {
        if (!NAME.matcher(text(protocol, value)).matches()) {
          throw new IllegalArgumentException("not a name: " + value);
        }
      }
      default -> {}
    }
  }

  static int port(Bytes value) {
    return value.at(0) << Byte.SIZE | value.at(1);
  }

  static InetAddress ip(byte[] address) {
    try {
      // Keeps an IPv4 address mapped into IPv6 what it is in the address: sixteen bytes.
      return address.length == 16
          ? Inet6Address.getByAddress(null, address, -1)
          : InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address", e);
    }
  }

  private static InetAddress ip4(String text) {
    if (!DOTTED.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    try {
      return Inet4Address.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an IPv4 address: " + text, e);
    }
  }

  private static InetAddress ip6(String text) {
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("not an IPv6 address: " + text);
    }
    var address = Inet6Address.ofLiteral(text);
    return address.getAddress().length == 16 ? address : mapped(address.getAddress());
  }

  private static InetAddress mapped(byte[] ip4) {
    var address = new byte[16];
    address[10] = (byte) 0xff;
    address[11] = (byte) 0xff;
    System.arraycopy(ip4, 0, address, 12, ip4.length);
    return ip(address);
  }

  private static Bytes parsePort(String text) {
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : MAX_PORT + 1;
    if (port > MAX_PORT) {
      throw new IllegalArgumentException("not a port: " + text);
    }
    return Bytes.of((byte) (port >>> Byte.SIZE), (byte) port);
  }
}
