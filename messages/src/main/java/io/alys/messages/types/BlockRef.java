package io.alys.messages.types;

/** Names a consensus block by root and height. */
public record BlockRef(Hash32 root, Height height) {

  @Override
  public String toString() {
    return height + ":" + root.hex().substring(0, 10);
  }
}
