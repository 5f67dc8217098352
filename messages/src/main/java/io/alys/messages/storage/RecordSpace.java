package io.alys.messages.storage;

/**
 * A name under which small records are kept apart from those of other owners: 1 to 32 characters of
 * {@code a-z 0-9 -}.
 */
public record RecordSpace(String name) {

  /** Refuses any other name. */
  public RecordSpace {
    if (!name.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("not a record space: " + name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
