package io.alys.messages.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An IPv4 (4 bytes) or IPv6 (16 bytes) address; IPv4 inside IPv6 is taken for IPv4. */
public record IpAddress(Bytes bytes) implements Comparable<IpAddress> {

  private static final int V4 = 4;
  private static final int V6 = 16;
  private static final int GROUPS = 8;
  private static final int MAX_TEXT = 45;
  private static final Bytes MAPPED = Bytes.fromHex("00000000000000000000ffff");

  /** Refuses other lengths. */
  public IpAddress {
    if (bytes.size() == V6 && bytes.slice(0, V6 - V4).equals(MAPPED)) {
      bytes = bytes.slice(V6 - V4, V6);
    }
    if (bytes.size() != V4 && bytes.size() != V6) {
      throw new IllegalArgumentException("an IP address has 4 or 16 bytes, got " + bytes.size());
    }
  }

  /** Reads either text form, without zone or prefix length; empty when it is neither. */
  public static Optional<IpAddress> parse(String text) {
    if (text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    return (text.indexOf(':') < 0 ? v4(text) : v6(text)).map(IpAddress::new);
  }

  /** Whether it is of the fourth version. */
  public boolean isV4() {
    return bytes.size() == V4;
  }

  @Override
  public int compareTo(IpAddress other) {
    return bytes.compareTo(other.bytes);
  }

  /** Dotted decimal, or eight groups of hex digits. */
  @Override
  public String toString() {
    return isV4()
        ? IntStream.range(0, V4)
            .mapToObj(i -> Integer.toString(bytes.at(i)))
            .collect(Collectors.joining("."))
        : IntStream.range(0, GROUPS)
            .mapToObj(i -> Integer.toHexString(bytes.at(2 * i) << 8 | bytes.at(2 * i + 1)))
            .collect(Collectors.joining(":"));
  }

  private static Optional<Bytes> v4(String text) {
    var words = text.split("\\.", -1);
    var bytes = new byte[V4];
    if (words.length != V4) {
      return Optional.empty();
    }
    for (int i = 0; i < V4; i++) {
      if (!words[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(words[i]) > 0xff) {
        return Optional.empty();
      }
      bytes[i] = (byte) Integer.parseInt(words[i]);
    }
    return Optional.of(Bytes.of(bytes));
  }

  private static Optional<Bytes> v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(all -> all.size() == V6);
    }
    var before = groups(text.substring(0, gap));
    var after = groups(text.substring(gap + 2));
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    int missing = V6 - before.get().size() - after.get().size();
    return missing < 2
        ? Optional.empty()
        : Optional.of(before.get().concat(Bytes.zeros(missing)).concat(after.get()));
  }

  private static Optional<Bytes> groups(String text) {
    var bytes = Bytes.EMPTY;
    var words = text.isEmpty() ? List.<String>of() : new ArrayList<>(List.of(text.split(":", -1)));
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      boolean dotted = i == words.size() - 1 && word.indexOf('.') >= 0;
      var group = dotted ? v4(word) : group(word);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      bytes = bytes.concat(group.get());
    }
    return Optional.of(bytes);
  }

  private static Optional<Bytes> group(String word) {
    return word.matches("[0-9a-fA-F]{1,4}")
        ? Optional.of(Bytes.fromHex("0".repeat(4 - word.length()) + word))
        : Optional.empty();
  }
}
