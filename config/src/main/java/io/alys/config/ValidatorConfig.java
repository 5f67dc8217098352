package io.alys.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a validator signs with.
 *
 * @param key where its key is
 * @param watchSlots whole slots after the start in which the key is only watched
 */
public record ValidatorConfig(Key key, int watchSlots) {

  private static final int MOST_WATCHED = 1_000;

  /** Checks the bounds. */
  public ValidatorConfig {
    Checks.of("signer").within("watch-slots", watchSlots, 0, MOST_WATCHED).done();
  }

  /** Where a key is. */
  public sealed interface Key {}

  /**
   * In this process.
   *
   * @param keystore EIP-2335 keystore
   * @param passwordFile file with its password
   */
  public record Keystore(Path keystore, Path passwordFile) implements Key {}

  /**
   * With a remote signer.
   *
   * @param endpoints in the order in which they are tried
   * @param publicKey the key to sign with, 96 hex digits
   * @param tls client certificate, null when all endpoints are on this machine
   * @param timeout for one endpoint
   */
  public record Remote(List<URI> endpoints, String publicKey, @Nullable Tls tls, Duration timeout)
      implements Key {

    private static final int MOST_ENDPOINTS = 8;
    private static final List<String> NEAR = List.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Checks the endpoints, the key and the bounds. */
    public Remote {
      endpoints = List.copyOf(endpoints);
      var checks =
          Checks.of("signer")
              .within("endpoints", endpoints.size(), 1, MOST_ENDPOINTS)
              .that(
                  publicKey.matches("0x[0-9a-f]{96}"),
                  "public-key",
                  "is no BLS key",
                  "write 0x and the 96 hex digits that the chain spec has of it")
              .within("timeout", timeout, Checks.SHORTEST, LONGEST);
      for (var endpoint : endpoints) {
        checks.httpUrl("endpoints", endpoint);
        boolean near = endpoint.getHost() != null && NEAR.contains(endpoint.getHost());
        checks.that(
            tls == null || "https".equals(endpoint.getScheme()) || near,
            "endpoints",
            "sends roots in the clear to " + endpoint.getHost(),
            "write https, or use a signer on this machine");
        checks.that(
            tls != null || ("http".equals(endpoint.getScheme()) && near),
            "endpoints",
            "needs a client certificate for " + endpoint.getHost(),
            "set signer.certificate, signer.private-key and signer.trusted");
      }
      checks.done();
    }
  }

  /** Mutual TLS in PEM: own certificate, its key, and the certificates that are trusted. */
  public record Tls(Path certificate, Path privateKey, Path trusted) {}
}
