package io.alys.integration.storage;

import java.nio.charset.StandardCharsets;

/** The column families of the block database; keys and values are big endian. */
enum Family {
  /** Root to the signed block in MessagePack. */
  BLOCKS("blocks"),
  /** Root to the block's context. */
  CONTEXTS("contexts"),
  /** Height and root to slot, every stored block. */
  BY_HEIGHT("by-height"),
  /** Height to the canonical block's root. */
  CANONICAL("canonical"),
  /** Parent header hash and root to height. */
  PARENT_HEADERS("parent-headers"),
  /** Format, identity, heads. */
  META("meta"),
  /** Space, zero byte and key to value. */
  RECORDS("records");

  private final String id;

  Family(String id) {
    this.id = id;
  }

  /** The name in the database. */
  String id() {
    return id;
  }

  /** The name in the database, as bytes. */
  byte[] idBytes() {
    return id.getBytes(StandardCharsets.US_ASCII);
  }
}
