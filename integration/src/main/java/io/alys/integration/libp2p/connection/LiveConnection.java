package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.StreamHandler;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.identity.PublicKey;
import io.alys.integration.libp2p.multistream.Negotiation;
import io.alys.integration.libp2p.yamux.YamuxSession;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An upgraded connection, as the node sees it; it hands everything to the connection's thread. */
final class LiveConnection implements PeerConnection {

  private final ConnectionContext context;
  private final ConnectionContext.Origin origin;
  private final PublicKey peer;
  private final ConnectionHandler handler;
  private final EventExecutor loop;
  private final LoopTimers timers;
  private @Nullable YamuxSession session;
  private volatile boolean open = true;

  LiveConnection(
      ConnectionContext context,
      ConnectionContext.Origin origin,
      PublicKey peer,
      ConnectionHandler handler,
      EventExecutor loop) {
    this.context = context;
    this.origin = origin;
    this.peer = peer;
    this.handler = handler;
    this.loop = loop;
    this.timers = new LoopTimers(loop, handler::failed);
  }

  void attach(YamuxSession streams) {
    session = streams;
  }

  @Override
  public PublicKey peerKey() {
    return peer;
  }

  @Override
  public boolean isDialer() {
    return origin.dialer();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return origin.remote();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public void execute(Runnable task) {
    if (loop.inEventLoop()) {
      timers.run(task);
    } else {
      loop.execute(() -> timers.run(task));
    }
  }

  @Override
  public void execute(ByteStream stream, Runnable task) {
    execute(
        () -> {
          try {
            task.run();
          } catch (PeerFault fault) {
            stream.reset();
            context.events().fault(this, fault);
          }
        });
  }

  @Override
  public void close(String reason) {
    execute(() -> handler.close(reason));
  }

  @Override
  public void open(List<String> protocols, StreamOpening opening) {
    execute(() -> openHere(protocols, opening));
  }

  /** A stream that the peer has opened. */
  void accept(ByteStream stream) {
    var negotiation = Negotiation.choose(context.protocols()::containsKey, stream::write);
    var outcome =
        new AgreeingHandler.Outcome() {
          @Override
          public StreamHandler agreed(ByteStream agreed, String protocol) {
            return protocol(protocol).accept(LiveConnection.this, agreed, protocol);
          }

          @Override
          public void failed(String reason) {}
        };
    agree(stream, negotiation, outcome);
  }

  /**
   * The peer takes no new streams: those that are open may end, then the connection is of no use.
   */
  void goAway() {
    open = false;
    timers.after(context.settings().timeouts().upgrade(), () -> close("the peer went away"));
  }

  void ended() {
    open = false;
  }

  private StreamProtocol protocol(String name) {
    var protocol = context.protocols().get(name);
    if (protocol == null) {
      throw new IllegalStateException("agreed on " + name + ", which is not known");
    }
    return protocol;
  }

  private void openHere(List<String> protocols, StreamOpening opening) {
    var streams = session;
    Optional<ByteStream> stream =
        streams == null ? Optional.empty() : streams.open((opened, bytes) -> {});
    if (stream.isEmpty()) {
      opening.failed("no stream can be opened to " + peer());
      return;
    }
    var negotiation = Negotiation.propose(protocols, stream.get()::write);
    var outcome =
        new AgreeingHandler.Outcome() {
          @Override
          public StreamHandler agreed(ByteStream agreed, String protocol) {
            return opening.opened(agreed, protocol);
          }

          @Override
          public void failed(String reason) {
            opening.failed(reason);
          }
        };
    agree(stream.get(), negotiation, outcome);
  }

  private void agree(ByteStream stream, Negotiation negotiation, AgreeingHandler.Outcome outcome) {
    var expiry = new Expiry(stream);
    var deadline = timers.after(context.settings().timeouts().negotiation(), expiry);
    var agreeing = new AgreeingHandler(negotiation, outcome, deadline);
    expiry.handler = agreeing;
    stream.handleBy(agreeing);
  }

  /** Ends a negotiation whose time is up. */
  private static final class Expiry implements Runnable {
    private final ByteStream stream;
    private @Nullable AgreeingHandler handler;

    Expiry(ByteStream stream) {
      this.stream = stream;
    }

    @Override
    public void run() {
      if (handler != null) {
        handler.expire(stream);
      }
    }
  }
}
