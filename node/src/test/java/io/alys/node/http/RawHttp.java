package io.alys.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An HTTP client that writes exactly the bytes that it is given. */
public final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MS = 20_000;

  private final Socket socket;

  /** A connection to a port of this machine. */
  public RawHttp(int port) {
    try {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came back; status 0 when the server closed the connection without an answer. */
  public record Answer(int status, Map<String, String> headers, String body) {

    /** The body as JSON. */
    public JsonValue json() {
      var bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
      return switch (new StrictJson(JsonLimits.ANSWER).parse(bytes)) {
        case StrictJson.Parsed(var value) -> value;
        case StrictJson.Malformed(var reason) -> throw new AssertionError(reason + ": " + body);
      };
    }

    /** The body as a JSON object. */
    public JsonValue.Struct object() {
      return (JsonValue.Struct) json();
    }

    /** The answer's result. */
    public @Nullable JsonValue result() {
      return object().get("result");
    }

    /** The error's code, 0 without an error. */
    public int code() {
      return object().get("error") instanceof JsonValue.Struct error
              && error.get("code") instanceof JsonValue.Numeral(var literal)
          ? Integer.parseInt(literal)
          : 0;
    }

    /** The error's message. */
    public String message() {
      var error = (JsonValue.Struct) Objects.requireNonNull(object().get("error"));
      return Objects.requireNonNull(error.text("message"));
    }

    /** A header, empty without one. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Posts a body to the root. */
  public static Answer post(int port, String body, String... headers) {
    return post(port, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Posts a body to the root. */
  public static Answer post(int port, byte[] body, String... headers) {
    return request(port, "POST / HTTP/1.1", body, headers);
  }

  /** Sends a request with a body. */
  public static Answer request(int port, String line, byte[] body, String... headers) {
    try (var http = new RawHttp(port)) {
      http.send(
          head(line, headers) + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
      http.send(body);
      return http.read();
    }
  }

  /** A request's head, without the empty line. */
  public static String head(String line, String... headers) {
    var head = new StringBuilder(line).append("\r\nHost: 127.0.0.1\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  /** Sends text. */
  public RawHttp send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes. */
  public RawHttp send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      // The server may answer and close before it has read everything.
      return this;
    }
  }

  /** Sends no more. */
  public RawHttp endOfInput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one answer; the body by its length, or to the end of the connection. */
  public Answer read() {
    try {
      var head = readHead();
      if (head.isEmpty()) {
        return new Answer(0, Map.of(), "");
      }
      var lines = head.split("\r\n");
      var headers = new LinkedHashMap<String, String>();
      for (int i = 1; i < lines.length; i++) {
        var colon = lines[i].indexOf(':');
        headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
      }
      var length = headers.get("Content-Length");
      var body =
          length == null
              ? socket.getInputStream().readAllBytes()
              : socket.getInputStream().readNBytes(Integer.parseInt(length));
      return new Answer(
          Integer.parseInt(lines[0].split(" ")[1]),
          headers,
          new String(body, StandardCharsets.UTF_8));
    } catch (SocketException e) {
      return new Answer(0, Map.of(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the server closes the connection within the time; anything that it sends is a fault.
   */
  public boolean isClosedByServer(Duration time) throws IOException {
    try {
      socket.setSoTimeout((int) time.toMillis());
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private String readHead() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
