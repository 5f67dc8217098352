package io.alys.messages.storage;

/** Why files cannot be used. */
public enum StorageFault {
  /** No space is left on the device, or a quota is used up. */
  DISK_FULL,
  /** A checksum or a record is damaged. */
  CORRUPT,
  /** Another process holds the folder. */
  LOCKED,
  /** The folder belongs to another network or another genesis. */
  WRONG_NETWORK,
  /** The folder was written in a format that this version does not know. */
  UNKNOWN_FORMAT,
  /** An update contradicts what is stored; nothing was written, later writes are not affected. */
  BAD_UPDATE,
  /** Any other I/O error, missing permissions included. */
  IO
}
