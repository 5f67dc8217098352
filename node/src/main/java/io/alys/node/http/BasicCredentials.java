package io.alys.node.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A user and password of HTTP Basic authentication (RFC 7617); neither shows in a log. */
public record BasicCredentials(String user, String password) {

  /** Refuses what the header can't carry. */
  public BasicCredentials {
    if (user.isEmpty() || user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name must not be empty or hold a colon");
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException("a password must not be empty");
    }
  }

  /** The value of the {@code Authorization} header. */
  public String header() {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Whether a request's {@code Authorization} header holds these, in time that tells nothing. */
  public boolean match(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    var expected = header().substring(6).getBytes(StandardCharsets.UTF_8);
    var given = authorization.substring(6).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given);
  }

  @Override
  public String toString() {
    return "BasicCredentials[user=" + user + "]";
  }
}
