package io.alys.integration.libp2p.identify;

import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.multiformats.ProtoReader;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a peer says about itself; none of it is proved but the key.
 *
 * @param names what it calls its network and itself
 * @param key the peer's key in its protobuf form
 * @param addresses where it listens; addresses of kinds that this node does not know are left out
 * @param observed where it sees this node
 * @param protocols what streams it takes
 */
public record PeerDescription(
    Names names,
    Optional<Bytes> key,
    List<Multiaddr> addresses,
    Optional<Multiaddr> observed,
    List<String> protocols) {

  /** Most bytes of a description. */
  public static final int MAX_SIZE = 8_192;

  private static final int KEY = 1;
  private static final int ADDRESS = 2;
  private static final int PROTOCOL = 3;
  private static final int OBSERVED = 4;
  private static final int NETWORK = 5;
  private static final int AGENT = 6;
  private static final int MAX_FIELDS = 512;
  private static final int MAX_ADDRESSES = 64;
  private static final int MAX_PROTOCOLS = 256;
  private static final int MAX_TEXT = 256;

  /**
   * The texts for people, in printable ASCII.
   *
   * @param network the family of protocols, such as {@code alys/1}
   * @param agent the program and its version
   */
  public record Names(String network, String agent) {}

  /** Copies the lists. */
  public PeerDescription {
    addresses = List.copyOf(addresses);
    protocols = List.copyOf(protocols);
  }

  /** Reads the protobuf form; signed records and other fields are passed over. */
  public static PeerDescription decode(byte[] message) {
    var read = new Fields();
    var reader = new ProtoReader(ByteBuffer.wrap(message), MAX_FIELDS, PeerFault.Layer.IDENTIFY);
    for (int field = reader.next(); field != 0; field = reader.next()) {
      read.field(field, reader);
    }
    return new PeerDescription(
        new Names(read.network, read.agent),
        read.key,
        read.addresses,
        read.observed,
        read.protocols);
  }

  /** The protobuf form. */
  public byte[] encode() {
    var writer = new ProtoWriter();
    key.ifPresent(bytes -> writer.bytes(KEY, bytes.toArray()));
    addresses.forEach(address -> writer.bytes(ADDRESS, address.encode()));
    protocols.forEach(protocol -> writer.text(PROTOCOL, protocol));
    observed.ifPresent(address -> writer.bytes(OBSERVED, address.encode()));
    return writer.text(NETWORK, names.network()).text(AGENT, names.agent()).toBytes();
  }

  private static final class Fields {
    private final List<Multiaddr> addresses = new ArrayList<>();
    private final List<String> protocols = new ArrayList<>();
    private Optional<Bytes> key = Optional.empty();
    private Optional<Multiaddr> observed = Optional.empty();
    private String network = "";
    private String agent = "";

    void field(int field, ProtoReader reader) {
      switch (field) {
        case KEY -> key = Optional.of(Bytes.of(reader.bytes(MAX_TEXT)));
        case ADDRESS -> {
          checkRoom(addresses, MAX_ADDRESSES, "addresses");
          address(reader).ifPresent(addresses::add);
        }
        case PROTOCOL -> {
          checkRoom(protocols, MAX_PROTOCOLS, "protocols");
          protocols.add(reader.text(MAX_TEXT));
        }
        case OBSERVED -> observed = address(reader);
        case NETWORK -> network = printable(reader.text(MAX_TEXT));
        case AGENT -> agent = printable(reader.text(MAX_TEXT));
        default -> {}
      }
    }

    private static Optional<Multiaddr> address(ProtoReader reader) {
      var bytes = reader.bytes(Multiaddr.MAX_SIZE);
      try {
        return Optional.of(Multiaddr.decode(bytes));
      } catch (PeerFault unknownKind) {
        return Optional.empty();
      }
    }

    private static void checkRoom(List<?> list, int limit, String what) {
      if (list.size() == limit) {
        throw new PeerFault(PeerFault.Layer.IDENTIFY, "more than " + limit + " " + what);
      }
    }

    /** It ends up in logs and on screens. */
    private static String printable(String text) {
      return text.replaceAll("[^ -~]", "?");
    }
  }
}
