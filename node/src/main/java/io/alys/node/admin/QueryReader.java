package io.alys.node.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an address strictly: known names, each once. */
final class QueryReader {

  private QueryReader() {}

  /** Something that no route takes; the message says what. */
  static final class BadQuery extends Exception {
    private static final long serialVersionUID = 1L;

    BadQuery(String message) {
      super(message, null, false, false);
    }
  }

  /** The parameters by name; {@code names} empty means that any are taken. */
  static Map<String, String> read(@Nullable String query, @Nullable Set<String> names)
      throws BadQuery {
    var parameters = new LinkedHashMap<String, String>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadQuery("parameters are name=value, joined by &");
      }
      var name = decode(pair.substring(0, equals));
      if (names != null && !names.contains(name)) {
        throw new BadQuery(
            names.isEmpty()
                ? "this path takes no parameters"
                : "the parameters of this path are " + String.join(", ", names));
      }
      if (parameters.put(name, decode(pair.substring(equals + 1))) != null) {
        throw new BadQuery("parameter " + name + " is given twice");
      }
    }
    return parameters;
  }

  private static String decode(String text) throws BadQuery {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadQuery("a parameter is not percent-encoded as it should be");
    }
  }
}
