package io.alys.integration.signer;

import io.alys.messages.types.BlsPublicKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a remote signer is.
 *
 * @param endpoints in the order in which they are tried; plain HTTP on this machine only
 * @param key the key to sign with
 * @param tls for HTTPS, null when all endpoints are plain
 * @param timeout for one endpoint, from the request to the whole answer
 */
public record RemoteSignerSettings(
    List<URI> endpoints, BlsPublicKey key, @Nullable Tls tls, Duration timeout) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Refuses endpoints that no signature should be asked of. */
  public RemoteSignerSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoint");
    }
    for (var endpoint : endpoints) {
      boolean secure = "https".equals(endpoint.getScheme()) && tls != null;
      boolean near = "http".equals(endpoint.getScheme()) && LOOPBACK.contains(host(endpoint));
      if (endpoint.getRawUserInfo() != null || !(secure || near)) {
        throw new IllegalArgumentException(
            "endpoint " + endpoint.getHost() + ": https with client certificate, or this machine");
      }
    }
  }

  private static String host(URI endpoint) {
    var host = endpoint.getHost();
    return host == null ? "" : host;
  }

  /**
   * Mutual TLS, in PEM.
   *
   * @param certificate of this node, with those above it
   * @param privateKey of the certificate, PKCS #8, not encrypted
   * @param trusted the certificates that the signer's must descend from; no others are trusted
   */
  public record Tls(Path certificate, Path privateKey, Path trusted) {}
}
