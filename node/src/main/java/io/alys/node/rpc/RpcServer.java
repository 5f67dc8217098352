package io.alys.node.rpc;

import io.alys.node.http.BindFailed;
import io.alys.node.http.HttpListener;
import io.alys.node.http.OpenServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running JSON-RPC server; it asks the node's actors and owns nothing but its socket. */
public final class RpcServer implements OpenServer {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

  private final HttpListener listener;

  private RpcServer(HttpListener listener) {
    this.listener = listener;
  }

  /** Starts to answer for {@code node}, counting into {@code registry}. */
  public static RpcServer start(RpcSettings settings, RpcNode node, MeterRegistry registry)
      throws BindFailed {
    var metrics = new MeterRpcMetrics(registry);
    var dispatcher = new RpcDispatcher(settings, methods(settings, node), metrics);
    var listener =
        HttpListener.start(
            settings.listen(), new RpcHandler(settings, dispatcher), malformed(dispatcher));
    LOG.info(
        "JSON-RPC on {}:{}, dialect {}",
        settings.bind(),
        listener.port(),
        settings.dialect().key());
    if (settings.access().credentials() == null && !isLoopback(settings.bind())) {
      LOG.warn(
          "JSON-RPC on {} asks for no password: whoever reaches the port can hand in proofs",
          settings.bind());
    }
    return new RpcServer(listener);
  }

  /** Fails as {@link #start} would when the port is taken, before a node is built behind it. */
  public static void checkFree(RpcSettings settings) throws BindFailed {
    HttpListener.checkFree(settings.listen());
  }

  /** The port that the server listens on. */
  public int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }

  @Override
  public void abandon() {
    listener.abandon();
  }

  private static List<RpcMethod> methods(RpcSettings settings, RpcNode node) {
    var questions = new ActorQuestions();
    var dialect = settings.dialect();
    var methods = new ArrayList<RpcMethod>();
    methods.addAll(new MiningMethods(node, questions, dialect).all());
    methods.addAll(new ChainMethods(node, questions, dialect).all());
    methods.addAll(new ActorMethods(node, questions).all());
    return ServerMethods.with(methods, node.facts(), dialect);
  }

  /** What is no HTTP request gets a JSON-RPC error all the same, with the status that it earned. */
  private static Request.Handler malformed(RpcDispatcher dispatcher) {
    return (_, response, callback) -> {
      int status = response.getStatus();
      var reason = status < 500 ? RpcReason.MALFORMED_HTTP : RpcReason.OVERLOADED;
      var detail = status < 500 ? "not an HTTP request as this server reads it" : "stopping";
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, dispatcher.refused(reason, detail).body(), callback);
      return true;
    };
  }

  private static boolean isLoopback(String bind) {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
