package io.alys.messages.storage;

import io.alys.messages.types.Bytes;

/** A small record and its key. */
public record StoredRecord(Bytes key, Bytes value) {}
