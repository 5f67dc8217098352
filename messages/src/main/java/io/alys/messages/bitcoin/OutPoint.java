package io.alys.messages.bitcoin;

import io.alys.messages.types.Hash32;

/** An output of a Bitcoin transaction; {@code vout} is an unsigned 32-bit number. */
public record OutPoint(Hash32 txid, int vout) {}
