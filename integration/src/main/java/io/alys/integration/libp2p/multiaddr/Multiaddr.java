package io.alys.integration.libp2p.multiaddr;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.multiformats.Varint;
import io.alys.messages.types.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An address of a peer: what to speak, part by part, in the order of a path. */
public record Multiaddr(List<Part> parts) {

  /** Most bytes of an address, in either form. */
  public static final int MAX_SIZE = 512;

  private static final int MAX_PARTS = 10;

  /** One protocol of the path and its value in binary. */
  public record Part(AddressProtocol protocol, Bytes value) {

    /** Checks the size and that the value is one of the protocol. */
    public Part {
      if (protocol.size() != AddressProtocol.VARIABLE && value.size() != protocol.size()) {
        throw new IllegalArgumentException(protocol.text() + " with " + value.size() + " bytes");
      }
      AddressValue.check(protocol, value);
    }

    @Override
    public String toString() {
      return "/" + protocol.text() + (value.size() == 0 ? "" : "/" + text());
    }

    String text() {
      return AddressValue.text(protocol, value);
    }
  }

  /** Checks the number of parts. */
  public Multiaddr {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("an address has 1 to 10 parts, got " + parts.size());
    }
  }

  /** Reads the text form. */
  public static Multiaddr parse(String text) {
    if (text.length() > MAX_SIZE || !text.startsWith("/")) {
      throw new IllegalArgumentException("not an address of a peer: " + shortened(text));
    }
    var words = text.substring(1).split("/", -1);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < words.length; i++) {
      var protocol = AddressProtocol.byText(words[i]);
      if (protocol.isEmpty() || (protocol.get().size() != 0 && i + 1 == words.length)) {
        throw new IllegalArgumentException("not an address of a peer: " + shortened(text));
      }
      var value = protocol.get().size() == 0 ? "" : words[++i];
      parts.add(new Part(protocol.get(), AddressValue.parse(protocol.get(), value)));
    }
    return new Multiaddr(parts);
  }

  /** Reads the binary form. */
  public static Multiaddr decode(byte[] encoded) {
    if (encoded.length > MAX_SIZE) {
      throw fault("an address of " + encoded.length + " bytes");
    }
    var in = ByteBuffer.wrap(encoded);
    var parts = new ArrayList<Part>();
    try {
      while (in.hasRemaining() && parts.size() <= MAX_PARTS) {
        parts.add(decodePart(in));
      }
      return new Multiaddr(parts);
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()));
    }
  }

  /** The address of a TCP socket. */
  public static Multiaddr of(InetSocketAddress socket) {
    var address = Bytes.of(socket.getAddress().getAddress());
    var ip = address.size() == 4 ? AddressProtocol.IP4 : AddressProtocol.IP6;
    var port = Bytes.of((byte) (socket.getPort() >>> Byte.SIZE), (byte) socket.getPort());
    return new Multiaddr(List.of(new Part(ip, address), new Part(AddressProtocol.TCP, port)));
  }

  /** The binary form. */
  public byte[] encode() {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      Varint.write(part.protocol().code(), out);
      if (part.protocol().size() == AddressProtocol.VARIABLE) {
        Varint.write(part.value().size(), out);
      }
      out.writeBytes(part.value().toArray());
    }
    return out.toByteArray();
  }

  /** The socket to connect to, for addresses that are IP or DNS and TCP, then at most a peer id. */
  public Optional<InetSocketAddress> tcp() {
    boolean whole = parts.size() == 2 || (parts.size() == 3 && peerId().isPresent());
    if (!whole || parts.get(1).protocol() != AddressProtocol.TCP) {
      return Optional.empty();
    }
    int port = AddressValue.port(parts.get(1).value());
    return switch (parts.getFirst().protocol()) {
      case IP4, IP6 ->
          Optional.of(
              new InetSocketAddress(AddressValue.ip(parts.getFirst().value().toArray()), port));
      case DNS, DNS4, DNS6 ->
          Optional.of(InetSocketAddress.createUnresolved(parts.getFirst().text(), port));
      default -> Optional.empty();
    };
  }

  /** The IP address at its beginning. */
  public Optional<InetAddress> ip() {
    var first = parts.getFirst();
    return first.protocol() == AddressProtocol.IP4 || first.protocol() == AddressProtocol.IP6
        ? Optional.of(AddressValue.ip(first.value().toArray()))
        : Optional.empty();
  }

  /** The peer at its end. */
  public Optional<PeerId> peerId() {
    var last = parts.getLast();
    return last.protocol() == AddressProtocol.P2P
        ? Optional.of(PeerId.decode(last.value().toArray()))
        : Optional.empty();
  }

  /** The same address, with a peer at its end. */
  public Multiaddr with(PeerId peer) {
    var longer = new ArrayList<>(parts);
    longer.add(new Part(AddressProtocol.P2P, peer.multihash()));
    return new Multiaddr(longer);
  }

  /** The text form. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    parts.forEach(text::append);
    return text.toString();
  }

  private static Part decodePart(ByteBuffer in) {
    long code = Varint.read(in);
    var protocol =
        AddressProtocol.byCode(code)
            .orElseThrow(() -> fault("an address with the unknown part " + code));
    long size = protocol.size() == AddressProtocol.VARIABLE ? Varint.read(in) : protocol.size();
    if (size > in.remaining()) {
      throw fault("an address is cut off");
    }
    var value = new byte[(int) size];
    in.get(value);
    return new Part(protocol, Bytes.of(value));
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static PeerFault fault(String reason) {
    return new PeerFault(PeerFault.Layer.ENCODING, reason);
  }
}
