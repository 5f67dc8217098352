package io.alys.messages.types;

/**
 * The name of a peer, which follows from its public key: the multihash in base 58, the one text
 * form that is used inside the node. Only its alphabet and length are checked here.
 */
public record PeerId(String text) implements Comparable<PeerId> {

  /** Most characters. */
  public static final int MAX_TEXT = 64;

  private static final String BASE_58 =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  /** Refuses what is not base 58. */
  public PeerId {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a peer id has 1 to 64 characters, got " + text.length());
    }
    if (!text.chars().allMatch(character -> BASE_58.indexOf(character) >= 0)) {
      throw new IllegalArgumentException("a peer id is in base 58");
    }
  }

  @Override
  public int compareTo(PeerId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
