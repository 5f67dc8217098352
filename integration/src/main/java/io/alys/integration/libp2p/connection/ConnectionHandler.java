package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.ByteStream;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.Timers;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.noise.NoiseChannel;
import io.alys.integration.libp2p.yamux.YamuxSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection: the upgrade first, then its streams. The place where faults end. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
  private static final int PROTOCOL_ERROR = 1;

  private final ConnectionContext context;
  private final ConnectionContext.Origin origin;
  private @Nullable ChannelHandlerContext netty;
  private @Nullable Upgrade upgrade;
  private @Nullable NoiseChannel secure;
  private @Nullable YamuxSession session;
  private @Nullable LiveConnection connection;
  private Timers.@Nullable Timer timer;
  private String endReason = "the peer closed the connection";
  private boolean ended;
  private boolean reading;
  private boolean flushing;

  ConnectionHandler(ConnectionContext context, ConnectionContext.Origin origin) {
    this.context = context;
    this.origin = origin;
  }

  @Override
  public void channelActive(ChannelHandlerContext channel) {
    netty = channel;
    var timers = new LoopTimers(channel.executor(), this::failed);
    timer =
        timers.after(context.settings().timeouts().upgrade(), () -> close("not upgraded in time"));
    var starting =
        new Upgrade(
            new Upgrade.Role(origin.dialer(), context.identity(), origin.expected()),
            context.random(),
            key -> isWelcome(PeerId.of(key)),
            this::write);
    upgrade = starting;
    starting.start();
    channel.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    try {
      if (!ended && message instanceof ByteBuf buffer) {
        var copy = new byte[buffer.readableBytes()];
        buffer.readBytes(copy);
        reading = true;
        receive(channel, ByteBuffer.wrap(copy));
      }
    } catch (PeerFault fault) {
      end(fault);
    } finally {
      reading = false;
      ReferenceCountUtil.release(message);
    }
    channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    var streams = session;
    if (streams != null && channel.channel().isWritable()) {
      streams.writable();
      channel.flush();
    }
    channel.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    finish();
    channel.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    failed(cause);
  }

  /** Something that ran on the connection's thread threw this. */
  void failed(Throwable cause) {
    if (cause instanceof PeerFault fault) {
      end(fault);
    } else {
      if (!(cause instanceof IOException)) {
        LOG.error("A connection to {} ends by a bug", origin.remote(), cause);
      }
      close(String.valueOf(cause.getMessage()));
    }
  }

  /** Says goodbye, unless that was done, and closes the socket. */
  void close(String reason) {
    close(reason, 0);
  }

  private void close(String reason, int code) {
    if (ended) {
      return;
    }
    ended = true;
    endReason = reason;
    if (session != null) {
      session.goAway(code);
    }
    if (netty != null) {
      netty.flush();
      var _ = netty.close();
    }
  }

  private void end(PeerFault fault) {
    if (connection != null && !ended) {
      context.events().fault(connection, fault);
    }
    close(String.valueOf(fault.getMessage()), PROTOCOL_ERROR);
  }

  private void receive(ChannelHandlerContext channel, ByteBuffer in) {
    if (secure == null && !upgrade(channel, in)) {
      return;
    }
    var noise = secure;
    var streams = session;
    if (noise == null || streams == null) {
      return;
    }
    for (var plain = noise.open(in); plain.isPresent() && !ended; plain = noise.open(in)) {
      streams.receive(ByteBuffer.wrap(plain.get()));
    }
  }

  private boolean upgrade(ChannelHandlerContext channel, ByteBuffer in) {
    var upgrading = upgrade;
    if (upgrading == null || !upgrading.receive(in)) {
      if (upgrading != null && upgrading.isRefused()) {
        close(endReason);
      }
      return false;
    }
    upgrade = null;
    secure = upgrading.channel();
    var live = new LiveConnection(context, origin, upgrading.peer(), this, channel.executor());
    var streams =
        new YamuxSession(origin.dialer(), context.settings().streams(), new Streams(channel, live));
    live.attach(streams);
    session = streams;
    connection = live;
    origin.place().upgraded();
    keepAlive(channel);
    context.events().connected(live);
    origin.connected().accept(live);
    streams.receive(upgrading.rest());
    return true;
  }

  private void keepAlive(ChannelHandlerContext channel) {
    cancelTimer();
    timer =
        new LoopTimers(channel.executor(), this::failed)
            .after(context.settings().keepAliveInterval(), () -> askWhetherAlive(channel));
  }

  private void askWhetherAlive(ChannelHandlerContext channel) {
    var streams = session;
    if (streams == null || ended) {
      return;
    }
    try {
      streams.keepAlive();
      channel.flush();
      keepAlive(channel);
    } catch (PeerFault silence) {
      close(String.valueOf(silence.getMessage()));
    }
  }

  private boolean isWelcome(PeerId peer) {
    Optional<String> refusal = context.gate().refusal(peer);
    refusal.ifPresent(reason -> endReason = reason);
    return refusal.isEmpty();
  }

  private void write(ByteBuffer bytes) {
    if (netty != null) {
      var _ = netty.write(Unpooled.wrappedBuffer(bytes));
    }
  }

  /** One flush for all that is written in this turn of the thread. */
  private void flushSoon() {
    var channel = netty;
    if (channel != null && !flushing) {
      flushing = true;
      channel
          .executor()
          .execute(
              () -> {
                flushing = false;
                channel.flush();
              });
    }
  }

  private void finish() {
    ended = true;
    cancelTimer();
    origin.place().release();
    if (session != null) {
      session.end();
    }
    if (connection != null) {
      connection.ended();
      context.events().disconnected(connection, endReason);
    } else if (origin.dialer()) {
      origin.failed().accept(endReason);
    } else {
      context.events().turnedAway(origin.remote().getAddress(), endReason);
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** What the streams see of their connection. */
  private final class Streams implements YamuxSession.Surroundings {
    private final ChannelHandlerContext channel;
    private final LiveConnection live;

    Streams(ChannelHandlerContext channel, LiveConnection live) {
      this.channel = channel;
      this.live = live;
    }

    @Override
    public boolean isWritable() {
      return channel.channel().isWritable();
    }

    @Override
    public void write(ByteBuffer frame) {
      if (secure != null) {
        ConnectionHandler.this.write(secure.seal(frame));
        if (!reading) {
          flushSoon();
        }
      }
    }

    @Override
    public void opened(ByteStream stream) {
      live.accept(stream);
    }

    @Override
    public void streamFault(PeerFault fault) {
      context.events().fault(live, fault);
    }

    @Override
    public void goAway() {
      live.goAway();
    }
  }
}
