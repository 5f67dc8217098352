package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.connection.ConnectionBook.Admission.Admitted;
import io.alys.integration.libp2p.connection.ConnectionBook.Admission.Refused;
import io.alys.integration.libp2p.identity.PeerId;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A node's sockets: listens, dials, and keeps both within the limits. */
public final class Host implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int BACKLOG = 128;

  private final ConnectionContext context;
  private final ConnectionBook book;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  /** A node without sockets yet. */
  Host(ConnectionContext context, InstantSource clock) {
    this.context = context;
    this.book = new ConnectionBook(context.settings().limits(), clock);
  }

  /** Accepts connections at an address; port 0 takes a free one. Returns where it listens. */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    admit(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address, bound.cause());
    }
    channels.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  /** Connects to a peer; an address without a peer id takes whoever answers. */
  public CompletionStage<DialResult> dial(Multiaddr address) {
    var result = new CompletableFuture<DialResult>();
    var socket = address.tcp();
    if (socket.isEmpty()) {
      result.complete(new DialResult.Failed("only TCP is dialled: " + address));
    } else if (socket.get().isUnresolved()) {
      Thread.ofVirtual().start(() -> resolve(socket.get(), address.peerId(), result));
    } else {
      dial(socket.get(), address.peerId(), result);
    }
    return result;
  }

  /** Connections both ways, those being upgraded among them. */
  public int connections() {
    return book.size();
  }

  /** Ends all connections and stops listening. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void admit(Channel channel) {
    var remote = (InetSocketAddress) channel.remoteAddress();
    var refusal = context.gate().refusal(remote.getAddress());
    if (refusal.isPresent()) {
      turnAway(channel, remote, refusal.get());
      return;
    }
    switch (book.admitInbound(remote.getAddress())) {
      case Refused refused -> turnAway(channel, remote, refused.reason());
      case Admitted admitted -> {
        var waiter = new ConnectionContext.Origin.Waiter(false, live -> {}, reason -> {});
        run(
            channel,
            new ConnectionContext.Origin(remote, Optional.empty(), admitted.place(), waiter));
      }
    }
  }

  private void turnAway(Channel channel, InetSocketAddress remote, String reason) {
    context.events().turnedAway(remote.getAddress(), reason);
    var _ = channel.close();
  }

  private void run(Channel channel, ConnectionContext.Origin origin) {
    channels.add(channel);
    channel.pipeline().addLast(new ConnectionHandler(context, origin));
  }

  private void resolve(
      InetSocketAddress socket, Optional<PeerId> expected, CompletableFuture<DialResult> result) {
    try {
      var address = InetAddress.getAllByName(socket.getHostString())[0];
      dial(new InetSocketAddress(address, socket.getPort()), expected, result);
    } catch (UnknownHostException e) {
      result.complete(new DialResult.Failed("no such host: " + socket.getHostString()));
    }
  }

  private void dial(
      InetSocketAddress socket, Optional<PeerId> expected, CompletableFuture<DialResult> result) {
    var refusal =
        context
            .gate()
            .refusal(socket.getAddress())
            .or(() -> expected.flatMap(peer -> context.gate().refusal(peer)));
    if (refusal.isPresent()) {
      result.complete(new DialResult.Failed(refusal.get()));
      return;
    }
    switch (book.admitOutbound()) {
      case Refused refused -> result.complete(new DialResult.Failed(refused.reason()));
      case Admitted admitted -> {
        var waiter =
            new ConnectionContext.Origin.Waiter(
                true,
                live -> result.complete(new DialResult.Connected(live)),
                reason -> result.complete(new DialResult.Failed(reason)));
        connect(new ConnectionContext.Origin(socket, expected, admitted.place(), waiter));
      }
    }
  }

  private void connect(ConnectionContext.Origin origin) {
    var dialTimeout = (int) context.settings().timeouts().dial().toMillis();
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, dialTimeout)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                run(channel, origin);
              }
            })
        .connect(origin.remote())
        .addListener((ChannelFuture connected) -> checkConnected(connected, origin));
  }

  private static void checkConnected(ChannelFuture connected, ConnectionContext.Origin origin) {
    if (!connected.isSuccess()) {
      origin.place().release();
      origin.failed().accept("cannot connect to " + origin.remote() + ": " + connected.cause());
    }
  }

  private WriteBufferWaterMark waterMark() {
    int high = context.settings().maxUnsentBytes();
    return new WriteBufferWaterMark(Math.max(1, high / 2), high);
  }
}
