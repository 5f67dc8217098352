package io.alys.node.admin;

import io.alys.node.http.BindFailed;
import io.alys.node.http.HttpListener;
import io.alys.node.http.OpenServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running administration server; it asks the node's actors and owns nothing but its socket. */
public final class AdminServer implements OpenServer {

  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  private final AdminSettings settings;
  private final HttpListener listener;
  private final CompletableFuture<Void> closing;

  private AdminServer(
      AdminSettings settings, HttpListener listener, CompletableFuture<Void> closing) {
    this.settings = settings;
    this.listener = listener;
    this.closing = closing;
  }

  /** Starts to answer for {@code node}. */
  public static AdminServer start(AdminSettings settings, AdminNode node) throws BindFailed {
    var closing = new CompletableFuture<Void>();
    var handler = new AdminHandler(settings, node, closing);
    var listener = HttpListener.start(settings.listen(), handler, malformed());
    var server = new AdminServer(settings, listener, closing);
    LOG.info("administration on {}", server.url());
    return server;
  }

  /** Fails as {@link #start} would when the port is taken, before a node is built behind it. */
  public static void checkFree(String bind, int port) throws BindFailed {
    HttpListener.checkFree(AdminSettings.listen(bind, port));
  }

  /** Where a program on this machine reaches the server. */
  public URI url() {
    return URI.create("http://" + host(settings.bind()) + ":" + listener.port());
  }

  /** The port that the server listens on. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    closing.complete(null);
    listener.close();
  }

  @Override
  public void abandon() {
    closing.complete(null);
    listener.abandon();
  }

  /** A server on all interfaces is reached on loopback, too. */
  private static String host(String bind) {
    try {
      var address = InetAddress.getByName(bind);
      var text = address.getHostAddress();
      if (address.isAnyLocalAddress()) {
        return "127.0.0.1";
      }
      return text.contains(":") ? "[" + text + "]" : text;
    } catch (UnknownHostException e) {
      return bind;
    }
  }

  /** What is no HTTP request gets a named error all the same, with the status that it earned. */
  private static Request.Handler malformed() {
    return (_, response, callback) -> {
      int status = response.getStatus();
      var reply =
          status < 500
              ? AdminReply.error(
                  AdminError.MALFORMED_HTTP, "not an HTTP request as this server reads it")
              : AdminReply.error(AdminError.UNAVAILABLE, "the server stops");
      AdminHandler.send(
          new AdminReply(status, reply.contentType(), reply.body()), response, callback);
      return true;
    };
  }
}
