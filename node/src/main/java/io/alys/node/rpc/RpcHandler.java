package io.alys.node.rpc;

import io.alys.node.http.AddressRates;
import io.alys.node.http.BodyReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side: who may ask, how often and how much; any path will do. It blocks, on a virtual
 * thread.
 */
final class RpcHandler extends Handler.Abstract {
  /** Bodies of all connections together in memory, in bodies of full size. */
  private static final int PENDING_BODIES = 64;

  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField TEXT =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
  private static final HttpField ALLOW = new PreEncodedHttpField(HttpHeader.ALLOW, "POST");
  private static final HttpField CHALLENGE =
      new PreEncodedHttpField(
          HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"alys\", charset=\"UTF-8\"");
  private static final HttpField RETRY = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");

  private final RpcSettings settings;
  private final RpcDispatcher dispatcher;
  private final AddressRates rates;
  private final BodyReader bodies;

  RpcHandler(RpcSettings settings, RpcDispatcher dispatcher) {
    super(InvocationType.BLOCKING);
    this.settings = settings;
    this.dispatcher = dispatcher;
    var limits = settings.limits();
    this.rates = new AddressRates(limits.requestsPerSecond(), limits.burst());
    this.bodies =
        new BodyReader(
            limits.maxBodyBytes(),
            (long) PENDING_BODIES * limits.maxBodyBytes(),
            limits.requestTimeout());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws InterruptedException {
    var address = remoteAddress(request);
    var origin = request.getHeaders().get(HttpHeader.ORIGIN);
    var exchange = new Exchange(response, callback);
    if (!rates.tryTake(address, 1)) {
      response.getHeaders().put(RETRY);
      exchange.send(dispatcher.refused(RpcReason.TOO_MANY_REQUESTS, "too many requests"));
    } else if (origin != null && !settings.access().allowedOrigins().contains(origin)) {
      exchange.sendText(403, "Web pages from " + printable(origin) + " may not use this server\n");
    } else if (origin != null && preflight(request, response, origin)) {
      exchange.sendText(204, null);
    } else if (!request.getMethod().equals("POST")) {
      response.getHeaders().put(ALLOW);
      exchange.sendText(405, howToAsk(request));
    } else if (!authorised(request)) {
      response.getHeaders().put(CHALLENGE);
      exchange.sendText(401, "User and password (HTTP Basic) are needed or wrong\n");
    } else {
      exchange.send(answer(request, address));
    }
    return true;
  }

  private RpcDispatcher.Answer answer(Request request, InetAddress address)
      throws InterruptedException {
    int max = settings.limits().maxBodyBytes();
    return switch (bodies.read(request)) {
      case BodyReader.Complete(var bytes) ->
          dispatcher.answer(bytes, more -> rates.tryTake(address, more));
      case BodyReader.TooLarge() ->
          dispatcher.refused(RpcReason.BODY_TOO_LARGE, "request body above " + max + " bytes");
      case BodyReader.TooSlow() ->
          dispatcher.refused(RpcReason.BODY_TOO_SLOW, "the request body did not come in time");
      case BodyReader.Truncated() ->
          dispatcher.refused(RpcReason.BODY_TRUNCATED, "the request body is truncated");
      case BodyReader.Crowded() ->
          dispatcher.refused(RpcReason.OVERLOADED, "too many requests at the moment");
    };
  }

  private boolean authorised(Request request) {
    var credentials = settings.access().credentials();
    return credentials == null
        || credentials.match(request.getHeaders().get(HttpHeader.AUTHORIZATION));
  }

  /** Grants an allowed web page its answer; true when the browser only asked for permission. */
  private static boolean preflight(Request request, Response response, String origin) {
    var headers = response.getHeaders();
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.put(HttpHeader.VARY, "Origin");
    if (!request.getMethod().equals("OPTIONS")) {
      return false;
    }
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "POST");
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Authorization");
    return true;
  }

  private String howToAsk(Request request) {
    var first = "JSONRPC server handles only POST requests";
    if (settings.dialect() == Dialect.V1) {
      return first;
    }
    return """
    %s. Try:
      curl -s http://%s:%d -d '{"method":"help","params":[],"id":1}'
    """
        .formatted(first, Request.getServerName(request), Request.getServerPort(request));
  }

  private static InetAddress remoteAddress(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress a
        ? a.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static String printable(String header) {
    return header.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /** Where an answer goes. */
  private record Exchange(Response response, Callback callback) {

    void send(RpcDispatcher.Answer answer) {
      response.getHeaders().put(JSON);
      write(answer.httpStatus(), answer.body());
    }

    void sendText(int status, @Nullable String text) {
      response.getHeaders().put(TEXT);
      write(status, text == null ? null : StandardCharsets.UTF_8.encode(text));
    }

    private void write(int status, @Nullable ByteBuffer body) {
      response.setStatus(status);
      if (body == null) {
        response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
        callback.succeeded();
      } else {
        response.write(true, body, callback);
      }
    }
  }
}
