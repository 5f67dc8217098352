package io.alys.node.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /** With the password in the first line of a file, which is the only place for it. */
  public static BasicCredentials read(String user, Path passwordFile) throws IOException {
    try (var lines = Files.lines(passwordFile)) {
      var password = lines.findFirst().orElse("").strip();
      if (password.isEmpty()) {
        throw new IOException("the first line of " + passwordFile + " holds no password");
      }
      return new BasicCredentials(user, password);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no password file " + passwordFile, e);
    } catch (UncheckedIOException e) {
      throw new IOException("password file " + passwordFile + " is not text in UTF-8", e);
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
