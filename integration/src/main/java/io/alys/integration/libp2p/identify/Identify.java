package io.alys.integration.libp2p.identify;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamOpening;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.multiformats.LengthPrefixed;
import io.alys.messages.types.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The identify protocol: tells peers what this node is, and asks them what they are. */
public final class Identify implements StreamProtocol {

  /** The protocol id. */
  public static final String PROTOCOL = "/ipfs/id/1.0.0";

  /**
   * What this node says of itself.
   *
   * @param key this node's key in its protobuf form
   */
  public record Self(
      PeerDescription.Names names, Bytes key, List<Multiaddr> addresses, List<String> protocols) {}

  /** Who waits for an answer; exactly one call, on the connection's thread. */
  public interface Listener {

    /** The peer has answered, and its key is the one that it proved to own. */
    void identified(PeerDescription peer);

    /** There is no answer. */
    void failed(String reason);
  }

  private final Supplier<Self> self;

  /** Answers with what the supplier gives at the time; it is asked on connections' threads. */
  public Identify(Supplier<Self> self) {
    this.self = self;
  }

  @Override
  public StreamHandler accept(PeerConnection connection, ByteStream stream, String protocol) {
    var own = self.get();
    var description =
        new PeerDescription(
            own.names(),
            Optional.of(own.key()),
            own.addresses(),
            Optional.of(Multiaddr.of(connection.remoteAddress())),
            own.protocols());
    stream.write(LengthPrefixed.encode(description.encode()));
    stream.closeWrite();
    return new Silent();
  }

  /** Asks a peer. */
  public static void ask(PeerConnection connection, Duration timeout, Listener listener) {
    connection.open(
        List.of(PROTOCOL),
        new StreamOpening() {
          @Override
          public StreamHandler opened(ByteStream stream, String protocol) {
            stream.closeWrite();
            var deadline = connection.timers().after(timeout, stream::reset);
            return new Answer(connection, deadline, listener);
          }

          @Override
          public void failed(String reason) {
            listener.failed(reason);
          }
        });
  }

  /** The asking side sends nothing. */
  private static final class Silent implements StreamHandler {
    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {
      throw new PeerFault(PeerFault.Layer.IDENTIFY, "the asking side sends nothing");
    }
  }

  private static final class Answer implements StreamHandler {
    private final PeerConnection connection;
    private final Timers.Timer deadline;
    private final Listener listener;
    private final LengthPrefixed messages =
        new LengthPrefixed(PeerDescription.MAX_SIZE, PeerFault.Layer.IDENTIFY);
    private boolean answered;

    Answer(PeerConnection connection, Timers.Timer deadline, Listener listener) {
      this.connection = connection;
      this.deadline = deadline;
      this.listener = listener;
    }

    @Override
    public void onBytes(ByteStream stream, ByteBuffer bytes) {
      int size = bytes.remaining();
      if (answered) {
        throw new PeerFault(PeerFault.Layer.IDENTIFY, "more than one answer");
      }
      var message = messages.read(bytes);
      stream.consumed(size);
      if (message.isPresent()) {
        var peer = checked(PeerDescription.decode(message.get()));
        answered = true;
        listener.identified(peer);
      }
    }

    @Override
    public void onClosed(ByteStream stream, End end) {
      deadline.cancel();
      if (!answered) {
        listener.failed("the peer did not say what it is");
      }
    }

    private PeerDescription checked(PeerDescription description) {
      var proved = Bytes.of(connection.peerKey().encode());
      if (description.key().isPresent() && !description.key().get().equals(proved)) {
        throw new PeerFault(PeerFault.Layer.IDENTIFY, "the peer names a key that it did not prove");
      }
      return description;
    }
  }
}
