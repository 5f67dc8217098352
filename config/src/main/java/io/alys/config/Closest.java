package io.alys.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Closest {

  private static final int SMALLEST_TOLERANCE = 2;
  private static final int LETTERS_PER_MISTAKE = 4;

  private Closest() {}

  /** The candidate with the fewest differing letters, in whole or in its last word, if few. */
  public static Optional<String> to(String name, Collection<String> candidates) {
    int tolerance = Math.max(SMALLEST_TOLERANCE, name.length() / LETTERS_PER_MISTAKE);
    var whole = best(name, candidates).filter(it -> distance(name, it) <= tolerance);
    return whole.or(
        () -> candidates.stream().filter(it -> last(it).equals(last(name))).findFirst());
  }

  private static Optional<String> best(String name, Collection<String> candidates) {
    return candidates.stream().min(Comparator.comparingInt(it -> distance(name, it)));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Levenshtein's distance. */
  static int distance(String left, String right) {
    var row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
