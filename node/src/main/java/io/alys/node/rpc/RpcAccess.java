package io.alys.node.rpc;

import io.alys.node.http.BasicCredentials;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param credentials user and password that every request must carry, null for none
 * @param allowedOrigins web pages that may ask from a browser, as "https://host[:port]"
 */
public record RpcAccess(@Nullable BasicCredentials credentials, Set<String> allowedOrigins) {

  /** Everybody who reaches the port, but no web page. */
  public static final RpcAccess OPEN = new RpcAccess(null, Set.of());

  /** Keeps a copy of the origins. */
  public RpcAccess {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
