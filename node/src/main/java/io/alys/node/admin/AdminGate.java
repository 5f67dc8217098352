package io.alys.node.admin;

import io.alys.node.admin.AdminRoute.Access;
import io.alys.node.http.AddressRates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Who may ask: no web pages, nobody by a strange name, orders with the token only. */
final class AdminGate {

  private static final int PER_SECOND = 50;
  private static final int BURST = 200;

  /** Addresses and localhost; a page whose name was bent to loopback comes with another one. */
  private static final Pattern OWN_NAME =
      Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

  private final AdminToken token;
  private final AddressRates rates = new AddressRates(PER_SECOND, BURST);

  AdminGate(AdminToken token) {
    this.token = token;
  }

  /** Why nothing is answered, before it is known what is asked. */
  Optional<AdminReply> turnAway(Request request) {
    var address = remote(request);
    if (!rates.tryTake(address, 1)) {
      return refused(AdminError.TOO_MANY_REQUESTS, "too many requests from this address");
    }
    if (isOfWebPage(request)) {
      return refused(AdminError.WEB_PAGE, "web pages may not use this server");
    }
    if (address.isLoopbackAddress()
        && !OWN_NAME.matcher(Request.getServerName(request)).matches()) {
      return refused(
          AdminError.WRONG_HOST, "ask by 127.0.0.1, localhost or another address, not by a name");
    }
    return Optional.empty();
  }

  /** Whether this request may have what is behind a route. */
  boolean admits(Access access, Request request) {
    return switch (access) {
      case PROBE -> true;
      case VIEW -> remote(request).isLoopbackAddress() || hasToken(request);
      case ORDER -> hasToken(request);
    };
  }

  private boolean hasToken(Request request) {
    return token.matches(request.getHeaders().get(HttpHeader.AUTHORIZATION));
  }

  /** Browsers say so themselves: by Origin with every POST, by Sec-Fetch-Site with everything. */
  private static boolean isOfWebPage(Request request) {
    var headers = request.getHeaders();
    var site = headers.get("Sec-Fetch-Site");
    return headers.get(HttpHeader.ORIGIN) != null
        || (site != null && !site.equals("none") && !site.equals("same-origin"));
  }

  private static InetAddress remote(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress a
        ? a.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static Optional<AdminReply> refused(AdminError error, String message) {
    return Optional.of(AdminReply.error(error, message));
  }
}
