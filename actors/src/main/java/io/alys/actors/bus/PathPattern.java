package io.alys.actors.bus;

import java.util.regex.Pattern;

/**
 * Names actors by their paths: {@code *} stands for anything within one name, {@code **} for
 * anything at all, and everything else for itself.
 */
final class PathPattern {

  private static final Pattern STARS = Pattern.compile("\\*\\*|\\*");

  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  static PathPattern of(String text) {
    var regex = new StringBuilder();
    var stars = STARS.matcher(text);
    int done = 0;
    while (stars.find()) {
      regex.append(Pattern.quote(text.substring(done, stars.start())));
      regex.append(stars.end() - stars.start() == 2 ? ".*" : "[^/]*");
      done = stars.end();
    }
    regex.append(Pattern.quote(text.substring(done)));
    return new PathPattern(Pattern.compile(regex.toString()));
  }

  boolean fits(String path) {
    return pattern.matcher(path).matches();
  }
}
