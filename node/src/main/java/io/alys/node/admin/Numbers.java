package io.alys.node.admin;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers among the parameters of an address. */
final class Numbers {

  private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,17}");

  private Numbers() {}

  /** The number, if it is given. */
  static Optional<Long> of(Map<String, String> parameters, String name)
      throws QueryReader.BadQuery {
    var text = parameters.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (!FORM.matcher(text).matches()) {
      throw new QueryReader.BadQuery(name + " must be a whole number, not negative");
    }
    return Optional.of(Long.valueOf(text));
  }

  /** The number, between 1 and {@code max}. */
  static int of(Map<String, String> parameters, String name, int otherwise, int max)
      throws QueryReader.BadQuery {
    long number = of(parameters, name).orElse((long) otherwise);
    if (number < 1 || number > max) {
      throw new QueryReader.BadQuery(name + " must be 1 to " + max);
    }
    return (int) number;
  }
}
