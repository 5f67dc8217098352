package io.alys.node.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain HTTP/1.1 server of one handler, which runs on virtual threads and may block. It limits
 * connections, request heads and the time a head may take; bodies are the handler's.
 */
public final class HttpListener implements OpenServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

  private static final int MAX_HEAD_BYTES = 8 * 1024;

  /** Selectors, acceptor and reserve; requests themselves run on virtual threads. */
  private static final int PLATFORM_THREADS = 8;

  /** How long requests in progress may take to end after {@link #close}. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;

  private HttpListener(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Fails as {@link #start} would when the address can't be listened on just now. */
  public static void checkFree(Listen listen) throws BindFailed {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(listen.bind()), listen.port()));
    } catch (IOException e) {
      throw BindFailed.of(listen, e);
    }
  }

  /**
   * Starts to listen.
   *
   * @param handler answers requests; it may block
   * @param malformed answers what is no HTTP request, by the response's status
   */
  public static HttpListener start(Listen listen, Handler handler, Request.Handler malformed)
      throws BindFailed {
    var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
    threads.setName("http-" + listen.port());
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var server = new Server(threads);
    var connector = connector(server, listen);
    var deadlines = new RequestDeadlines(server.getScheduler(), listen.idleTimeout());
    connector.addBean(deadlines);
    connector.addBean(new ConnectionCap(connector, listen.maxConnections()));
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(new Watched(handler, deadlines)));
    server.setErrorHandler(malformed);
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    try {
      connector.open();
    } catch (Exception e) {
      throw BindFailed.of(listen, e);
    }
    try {
      server.start();
    } catch (Exception e) {
      connector.close();
      throw BindFailed.of(listen, e);
    }
    return new HttpListener(server, connector);
  }

  /** The port that the server listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("HTTP server on port {} did not stop cleanly: {}", port(), e.toString());
    }
  }

  @Override
  public void abandon() {
    server.setStopTimeout(0);
    close();
  }

  private static ServerConnector connector(Server server, Listen listen) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEAD_BYTES);
    http.setUriCompliance(UriCompliance.UNSAFE);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(listen.bind());
    connector.setPort(listen.port());
    connector.setIdleTimeout(listen.idleTimeout().toMillis());
    return connector;
  }

  /** Tells the deadlines of each request, and keeps idle timeouts away from working handlers. */
  private static final class Watched extends Handler.Wrapper {
    private final RequestDeadlines deadlines;

    Watched(Handler handler, RequestDeadlines deadlines) {
      super(handler);
      this.deadlines = deadlines;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      deadlines.pauseFor(request);
      request.addIdleTimeoutListener(_ -> false);
      return super.handle(request, response, callback);
    }
  }
}
